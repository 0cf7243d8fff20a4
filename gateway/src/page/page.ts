import { randomBytes } from 'node:crypto';
import { resolve } from '@business-m/manifest/resolve';
import type { ManifestStore } from '@business-m/manifest/store';
import type { Context } from 'hono';
import type { GatewayEnv } from '../server/request-facts.ts';
import type { ShellFiles } from '../static/shell-files.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { firstScreen, noScreen } from './first-screen.ts';
import { pageHead } from './page-head.ts';

const HEAD_MARK = '<!--desk:head-->';
const NONCE_MARK = '__CSP_NONCE__';

/** Draws the desk's page: the shell's HTML, with everything the named screen needs requested from its first bytes on. */
export function createPage({ shell, manifest }: { shell: ShellFiles; manifest: ManifestStore }) {
  const parts = shell.html.split(HEAD_MARK);
  if (parts.length !== 2) throw new Error(`The shell's index.html must hold ${HEAD_MARK} once`);
  const [before = '', after = ''] = parts;

  return function page(c: Context<GatewayEnv>): Response {
    const user = c.get('session')?.user ?? null;
    const state = manifest.current();
    const { pathname, search } = splitTarget(c.env.incoming.url ?? '/');
    const screen =
      user && state ? firstScreen({ state, resolution: resolve(state, user), user, pathname, search, overridden: new Set() }) : noScreen;
    const nonce = randomBytes(16).toString('base64url');
    const head = pageHead({ nonce, shell, user, screen, overrides: [] });
    const html = `${before.replaceAll(NONCE_MARK, nonce)}${head}${after.replaceAll(NONCE_MARK, nonce)}`;
    return c.html(html, 200, {
      'content-security-policy': contentSecurityPolicy({ nonce, cdn: state ? new URL(state.desired.cdn).origin : null }),
      // It holds who is signed in, and a nonce that must not serve twice.
      'cache-control': 'no-store',
    });
  };
}

/** Not by `new URL`: the query must stay spelt as the browser's `location.search` spells it. */
function splitTarget(target: string): { pathname: string; search: string } {
  const at = target.indexOf('?');
  if (at < 0) return { pathname: target, search: '' };
  const search = target.slice(at);
  return { pathname: target.slice(0, at), search: search === '?' ? '' : search };
}
