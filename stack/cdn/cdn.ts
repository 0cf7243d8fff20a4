import { realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { releaseIdSchema } from '@business-m/contract';
import { type Context, Hono } from 'hono';
import { accepts } from 'hono/accepts';
import { getMimeType } from 'hono/utils/mime';
import { decodePath, findFile } from './find-file.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';
const suffixes = { br: '.br', gzip: '.gz' } as const;
type Coding = keyof typeof suffixes;

const everyAnswer = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag',
  'cross-origin-resource-policy': 'cross-origin',
  'timing-allow-origin': '*',
  'x-content-type-options': 'nosniff',
};

/** A folder of published releases as a CDN would serve it, from an origin of its own. */
export function createCdn(folder: string): Hono {
  const root = realpathSync(folder);
  const cdn = new Hono();

  cdn.use(async function headers(c, next) {
    await next();
    for (const [name, value] of Object.entries(everyAnswer)) c.header(name, value);
  });
  cdn.get('/health', (c) => c.json({ status: 'ok' }, 200, { 'cache-control': 'no-store' }));
  const allowed = { 'access-control-allow-methods': 'GET, HEAD', 'access-control-allow-headers': '*', 'access-control-max-age': '86400' };
  cdn.options('*', (c) => c.body(null, 204, allowed));
  cdn.get('*', (c) => serveFile(c, root));
  cdn.notFound((c) => c.text('Not found\n', 404, { 'cache-control': 'no-store' }));
  return cdn;
}

async function serveFile(c: Context, root: string): Promise<Response> {
  // Not `c.req.path`, which is decoded in part already: a name is decoded once, here.
  const segments = decodePath(new URL(c.req.url).pathname);
  const plain = segments && (await findFile(root, segments));
  if (!plain || !(await isPublished(root, segments))) return c.notFound();

  const coding = chooseCoding(c);
  const coded = coding && (await findFile(root, [...segments.slice(0, -1), `${segments.at(-1)}${suffixes[coding]}`]));
  const file = coded ?? plain;
  const etag = `"${file.tag}"`;
  const headers: Record<string, string> = { etag, vary: 'Accept-Encoding', 'cache-control': isRelease(segments) ? IMMUTABLE : 'no-cache' };
  const known = c.req.header('if-none-match')?.split(/\s*,\s*/) ?? [];
  if (known.includes(etag)) return c.body(null, 304, headers);
  headers['content-type'] = getMimeType(segments.at(-1) ?? '') ?? 'application/octet-stream';
  headers['content-length'] = String(file.sizeBytes);
  if (coded && coding) headers['content-encoding'] = coding;
  return c.body(await readFile(file.path), 200, headers);
}

function chooseCoding(c: Context): Coding | null {
  const chosen = accepts(c, {
    header: 'Accept-Encoding',
    supports: ['br', 'gzip'],
    default: '',
    // In our order of preference; `;q=0` says no.
    match: (accepted, { supports }) => supports.find((coding) => accepted.some(({ type, q }) => type === coding && q > 0)) ?? '',
  });
  return chosen === '' ? null : (chosen as Coding);
}

/** A folder named like a release is one only with its `remote.json`, which is written last and deleted first. */
async function isPublished(root: string, segments: readonly string[]): Promise<boolean> {
  return !isRelease(segments) || (await findFile(root, [...segments.slice(0, 2), 'remote.json'])) !== null;
}

/** `/<scope>/<version>-<hash>/…` never changes; `releases.json` does. */
function isRelease([, release, ...rest]: readonly string[]): boolean {
  return rest.length > 0 && releaseIdSchema.safeParse(release).success;
}
