import { boundedFetch, describeFetchError, inParallel } from '@business-m/manifest/store';
import { type PublishFault, PublishRefusal } from './publish-refusal.ts';
import { integrityOf } from './read-dist.ts';

const TIMEOUT_MS = 20_000;
const AT_ONCE = 6;
const SLACK_BYTES = 1_024;
/** What a browser runs as a module (WHATWG HTML, "JavaScript MIME type"), and as a stylesheet. */
const types: Readonly<Record<string, RegExp>> = {
  js: /^(?:text|application)\/javascript\b/,
  mjs: /^(?:text|application)\/javascript\b/,
  css: /^text\/css\b/,
};

/** Below this a compressed form is hardly smaller. */
export const COMPRESSIBLE_BYTES = 1_400;

/**
 * Fetches every file as a browser of another origin would. Refuses other bytes, missing CORS, and a type that browsers do not run.
 *
 * @returns the files that come uncompressed although they would gain by it: that is slow, and no fault of the release.
 */
export async function checkServed(base: string, files: ReadonlyMap<string, Uint8Array>, each: (path: string) => void): Promise<string[]> {
  const faults: PublishFault[] = [];
  const uncompressed: string[] = [];
  await inParallel(files, AT_ONCE, async ([path, bytes]) => {
    const found = await checkFile(`${base}/${path}`, path, bytes);
    if (found === 'uncompressed') uncompressed.push(path);
    else if (found) faults.push({ path, ...found });
    each(path);
  });
  const sentence = `Browsers could not use what ${base} serves, and the release is not listed:`;
  if (faults.length > 0) throw new PublishRefusal('served-differently', sentence, { faults });
  return uncompressed.sort();
}

async function checkFile(url: string, path: string, bytes: Uint8Array): Promise<{ code: string; message: string } | 'uncompressed' | null> {
  const limits = { timeoutMs: TIMEOUT_MS, limitBytes: bytes.length + SLACK_BYTES };
  const headers = { origin: 'https://desk.invalid', 'sec-fetch-mode': 'cors', 'accept-encoding': 'br, gzip' };
  try {
    const answer = await boundedFetch(url, { ...limits, headers });
    if (answer.status !== 200) return { code: 'file-missing', message: `${url} answered ${answer.status}` };
    if (integrityOf(answer.bytes) !== integrityOf(bytes)) return { code: 'file-differs', message: `${url} answered other bytes` };
    const allowed = answer.headers.get('access-control-allow-origin');
    if (allowed !== '*' && allowed !== 'https://desk.invalid')
      return { code: 'no-cors', message: `${url} allows no other origin (Access-Control-Allow-Origin is ${allowed ?? 'absent'})` };
    const type = answer.headers.get('content-type') ?? '';
    const wanted = types[path.split('.').at(-1) ?? ''];
    if (wanted && !wanted.test(type)) return { code: 'wrong-type', message: `${url} is "${type}"` };
    const isCompressed = ['br', 'gzip'].includes(answer.headers.get('content-encoding') ?? '');
    return wanted && bytes.length > COMPRESSIBLE_BYTES && !isCompressed ? 'uncompressed' : null;
  } catch (error) {
    return { code: 'unreachable', message: `${url}: ${describeFetchError(error)}` };
  }
}
