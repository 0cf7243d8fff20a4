import { type Fetched, fetchAs } from './fetch-as-browser.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const YEAR_S = 31_536_000;
/** Below this a compressed form is hardly smaller. */
const COMPRESSIBLE_BYTES = 1_400;
/** What a browser runs as a module, and takes for a stylesheet. */
const types: Readonly<Record<string, RegExp>> = {
  js: /^(?:text|application)\/javascript\b/,
  css: /^text\/css\b/,
  json: /^application\/json\b/,
};

/** Whether a browser may use a released file, keep it for good, and got it small. */
export function checkAnswer(url: string, { headers, bytes }: Fetched, origin: string): Finding[] {
  const findings: Finding[] = [];
  const allowed = headers.get('access-control-allow-origin');
  if (allowed !== '*' && allowed !== origin)
    findings.push(
      fail(
        'cors',
        `Access-Control-Allow-Origin is ${allowed ?? 'absent'}: the desk at ${origin} may not use it`,
        'let the CDN answer Access-Control-Allow-Origin: *',
        url,
      ),
    );
  const cache = headers.get('cache-control') ?? '';
  const maxAgeS = Number(/max-age=(\d+)/.exec(cache)?.[1] ?? 0);
  if (!cache.includes('immutable') || maxAgeS < YEAR_S)
    findings.push(
      warn(
        'caching',
        `Cache-Control is “${cache || 'absent'}”: browsers ask for it again`,
        'let the CDN answer Cache-Control: public, max-age=31536000, immutable below /<scope>/<release>/',
        url,
      ),
    );
  const kind = url.split('.').at(-1) ?? '';
  const wanted = types[kind];
  const type = headers.get('content-type') ?? 'absent';
  if (wanted && !wanted.test(type))
    findings.push(
      fail(
        'types',
        `Content-Type is ${type}: browsers do not run it`,
        'map .js to text/javascript, .css to text/css and .json to application/json',
        url,
      ),
    );
  const coding = headers.get('content-encoding');
  if (wanted && bytes.length > COMPRESSIBLE_BYTES && coding !== 'br' && coding !== 'gzip')
    findings.push(warn('compression', 'it comes uncompressed', 'serve the .br and .gz files that lie beside it', url));
  else if (coding && !/accept-encoding|\*/i.test(headers.get('vary') ?? ''))
    findings.push(
      warn(
        'compression',
        'compressed, but without Vary: Accept-Encoding: a cache may hand it to who cannot read it',
        'let the CDN answer Vary: Accept-Encoding',
        url,
      ),
    );
  return findings;
}

/** What changes must not be kept, and what is missing must not be missing for ever. */
export async function checkMutable(cdn: string, origin: string, scope: string, id: string): Promise<Finding[]> {
  const index = `${cdn}/${scope}/releases.json`;
  const missing = `${cdn}/${scope}/${id}/not-a-file-of-any-release.js`;
  const [listed, absent] = await Promise.all([fetchAs(index, origin, 4 * 1_048_576), fetchAs(missing, origin, 65_536)]);
  const findings: Finding[] = [];
  if ('problem' in listed) findings.push(fail('caching', listed.problem, `publish something of ${scope}`, index));
  else if (!/no-cache|no-store|max-age=0/.test(listed.headers.get('cache-control') ?? ''))
    findings.push(
      warn(
        'caching',
        'may be kept, though it changes with each publication',
        'let the CDN answer Cache-Control: no-cache for releases.json',
        index,
      ),
    );
  if (!('problem' in absent)) findings.push(fail('caching', 'what does not exist is answered with 200', 'let the CDN answer 404', missing));
  else if (/immutable|max-age=[1-9]\d{3,}/.test(absent.headers?.get('cache-control') ?? ''))
    findings.push(
      fail(
        'caching',
        '404s are kept: a file asked for a moment too early is missing for good',
        'set the immutable header on 200 alone',
        missing,
      ),
    );
  return findings.length > 0 ? findings : [ok('caching', 'releases.json is asked for anew, 404s are forgotten', scope)];
}
