import { aptInstall } from './apt-install.ts';
import { findProgram, isExecutable } from './find-program.ts';

/** `NGINX_PATH` or the system's nginx; null when there is none. */
export function findNginx(): string | null {
  const named = process.env.NGINX_PATH;
  if (named) {
    if (!isExecutable(named)) throw new Error(`NGINX_PATH is ${named}, which cannot be executed.`);
    return named;
  }
  return findProgram(['nginx']);
}

/** The path of nginx, installed first where possible; throws one sentence that says what to do otherwise. */
export function ensureNginx(): string {
  const found = findNginx() ?? (aptInstall(['nginx', 'libnginx-mod-http-brotli-static']) ? findNginx() : null);
  if (!found)
    throw new Error(
      'No nginx was found: install it (Debian: `apt-get install nginx`, macOS: `brew install nginx`), or set NGINX_PATH to one.',
    );
  return found;
}
