import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import type { GatewayEnv } from '../server/request-facts.ts';
import type { StaticFile } from './shell-files.ts';

/** The build puts a hash into the name of everything in this folder. */
export const HASHED_FOLDER = '/assets/';

/** A file of the shell in the smallest form the browser takes. */
export function serveStatic(c: Context<GatewayEnv>, file: StaticFile): Response {
  const coding = accepts(c, {
    header: 'Accept-Encoding',
    supports: ['br', 'gzip'],
    default: 'identity',
    match: (accepted, { supports }) =>
      supports.find((name) => name in file.forms && accepted.some(({ type, q }) => type === name && q > 0)) ?? 'identity',
  }) as keyof StaticFile['forms'];
  const body = file.forms[coding] ?? file.forms.identity;
  // A strong tag names bytes, and each coding has its own.
  const etag = coding === 'identity' ? file.etag : file.etag.replace(/"$/, `-${coding}"`);
  c.header('etag', etag);
  c.header('vary', 'Accept-Encoding');
  c.header('cache-control', c.req.path.startsWith(HASHED_FOLDER) ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304);
  c.header('content-type', file.mediaType);
  if (coding !== 'identity') c.header('content-encoding', coding);
  c.header('content-length', String(body.length));
  return c.body(body);
}

/** RFC 9110 §13.1.2. */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  return (
    ifNoneMatch !== undefined &&
    (ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag))
  );
}
