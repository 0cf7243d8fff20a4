import type { Context } from 'hono';
import type { GatewayEnv } from '../request/request-facts.ts';
import { codingFor, matches, tagOf } from './content-coding.ts';
import type { StaticFile } from './shell-files.ts';

/** The build puts a hash into the name of everything in this folder. */
export const HASHED_FOLDER = '/assets/';

/** A file of the shell in the smallest form the browser takes. */
export function serveStatic(c: Context<GatewayEnv>, file: StaticFile): Response {
  const coding = codingFor(c, file.forms);
  const body = file.forms[coding] ?? file.forms.identity;
  const etag = tagOf(file.etag, coding);
  c.header('etag', etag);
  c.header('vary', 'Accept-Encoding');
  c.header('cache-control', c.req.path.startsWith(HASHED_FOLDER) ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304);
  c.header('content-type', file.mediaType);
  if (coding !== 'identity') c.header('content-encoding', coding);
  c.header('content-length', String(body.length));
  return c.body(body);
}
