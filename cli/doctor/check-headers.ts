import { COMPRESSIBLE_BYTES } from '../publish/served-files.ts';
import { type Fetched, fetchAs } from './fetch-as-browser.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const YEAR_S = 31_536_000;
/** What a browser runs as a module, and takes for a stylesheet. */
const types: Readonly<Record<string, RegExp>> = {
  js: /^(?:text|application)\/javascript\b/,
  css: /^text\/css\b/,
  json: /^application\/json\b/,
};

/** What an operator of the CDN does about each kind of finding. */
const remedies = {
  cors: 'let the CDN answer Access-Control-Allow-Origin: *',
  caching: 'let the CDN answer Cache-Control: public, max-age=31536000, immutable below /<scope>/<release>/',
  types: 'map .js to text/javascript, .css to text/css and .json to application/json',
  compression: 'serve the .br and .gz files that lie beside it',
} as const;

/** Whether a browser may use a released file, keep it for good, and got it small. */
export function checkAnswer(url: string, { headers, bytes }: Fetched, origin: string): Finding[] {
  const findings: Finding[] = [];
  const report = (state: typeof fail, check: keyof typeof remedies, message: string, remedy: string = remedies[check]) =>
    void findings.push(state(check, message, remedy, url));

  const allowed = headers.get('access-control-allow-origin');
  if (allowed !== '*' && allowed !== origin)
    report(fail, 'cors', `Access-Control-Allow-Origin is ${allowed ?? 'absent'}: the desk at ${origin} may not use it`);

  const cache = headers.get('cache-control') ?? '';
  const maxAgeS = Number(/max-age=(\d+)/.exec(cache)?.[1] ?? 0);
  if (!cache.includes('immutable') || maxAgeS < YEAR_S)
    report(warn, 'caching', `Cache-Control is “${cache || 'absent'}”: browsers ask for it again`);

  const wanted = types[url.split('.').at(-1) ?? ''];
  const type = headers.get('content-type') ?? 'absent';
  if (wanted && !wanted.test(type)) report(fail, 'types', `Content-Type is ${type}: browsers do not run it`);

  const coding = headers.get('content-encoding');
  const uncompressed = wanted && bytes.length > COMPRESSIBLE_BYTES && coding !== 'br' && coding !== 'gzip';
  if (uncompressed) report(warn, 'compression', 'it comes uncompressed');
  else if (coding && !/accept-encoding|\*/i.test(headers.get('vary') ?? '')) {
    const message = 'compressed, but without Vary: Accept-Encoding: a cache may hand it to who cannot read it';
    report(warn, 'compression', message, 'let the CDN answer Vary: Accept-Encoding');
  }
  return findings;
}

/** Whether `releases.json`, which changes, and answers of 404 are not kept by caches. */
export async function checkMutable(cdn: string, origin: string, scope: string, id: string): Promise<Finding[]> {
  const index = `${cdn}/${scope}/releases.json`;
  const missing = `${cdn}/${scope}/${id}/not-a-file-of-any-release.js`;
  const [listed, absent] = await Promise.all([fetchAs(index, origin, 4 * 1_048_576), fetchAs(missing, origin, 65_536)]);
  const findings: Finding[] = [];
  if ('problem' in listed) findings.push(fail('caching', listed.problem, `publish something of ${scope}`, index));
  else if (!/no-cache|no-store|max-age=0/.test(listed.headers.get('cache-control') ?? '')) {
    const remedy = 'let the CDN answer Cache-Control: no-cache for releases.json';
    findings.push(warn('caching', 'may be kept, though it changes with each publication', remedy, index));
  }
  if (!('problem' in absent)) findings.push(fail('caching', 'what does not exist is answered with 200', 'let the CDN answer 404', missing));
  else if (/immutable|max-age=[1-9]\d{3,}/.test(absent.headers?.get('cache-control') ?? '')) {
    const message = '404s are kept: a file asked for a moment too early is missing for good';
    findings.push(fail('caching', message, 'set the immutable header on 200 alone', missing));
  }
  return findings.length > 0 ? findings : [ok('caching', 'releases.json is asked for anew, 404s are forgotten', scope)];
}
