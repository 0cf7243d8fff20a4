import type { Context, Hono } from 'hono';
import type { Overrides } from '../overrides/overrides.ts';
import { Refused } from '../problem/refused.ts';
import type { GatewayEnv } from '../request/request-facts.ts';
import { HASHED_FOLDER, serveStatic } from '../static/serve-static.ts';
import type { ShellFiles } from '../static/shell-files.ts';

/** The shell's files, and the desk's page for everything else a person could have typed. */
export function pageEndpoints(
  app: Hono<GatewayEnv>,
  { shell, overrides, page }: { shell: ShellFiles; overrides: Overrides; page: (c: Context<GatewayEnv>) => Promise<Response> },
): void {
  app.get('*', async (c) => {
    const { path } = c.req;
    const served = await overrides.served(c);
    // What both shells have must be the one its page named; what a page of before names may still be asked for.
    const file = served.shell.files.get(path) ?? shell.files.get(path);
    if (file) return serveStatic(c, file);
    // Never HTML for a file: a browser that runs or caches it as a module would break the desk for good.
    if (path.startsWith(HASHED_FOLDER) || !wantsPage(c)) throw new Refused('not-found', 'There is no such file.');
    return page(c);
  });
}

/** A browser that opens a page says so; for other callers a name without extension is one. */
function wantsPage(c: Context<GatewayEnv>): boolean {
  const accept = c.req.header('accept') ?? '*/*';
  if (/\btext\/html\b/.test(accept)) return true;
  return accept.includes('*/*') && !/\.[^/]*$/.test(c.req.path);
}
