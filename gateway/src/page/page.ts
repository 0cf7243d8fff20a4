import { randomBytes } from 'node:crypto';
import type { ManifestStore } from '@business-m/manifest/store';
import type { Context } from 'hono';
import type { Overrides } from '../overrides/overrides.ts';
import type { GatewayEnv } from '../request/request-facts.ts';
import { resolutionOf } from '../resolution/resolution-of.ts';
import type { ShellFiles } from '../static/shell-files.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { firstScreen, noScreen } from './first-screen.ts';
import { pageHead } from './page-head.ts';

/** With the import map that the shell's build put there, for pages that no gateway draws. */
const HEAD_MARK = /<!--desk:head-->(?:.*?<!--\/desk:head-->)?/s;
const NONCE_MARK = '__CSP_NONCE__';

/** Draws the desk's page: the shell's HTML, with everything the named screen needs requested from its first bytes on. */
export function createPage(parts: { shell: ShellFiles; manifest: ManifestStore; overrides: Overrides }) {
  splitHtml(parts.shell);

  return async function page(c: Context<GatewayEnv>): Promise<Response> {
    const user = c.get('session')?.user ?? null;
    const { shell, overrides } = await parts.overrides.served(c);
    const state = parts.manifest.current();
    const { pathname, search } = splitTarget(c.env.incoming.url ?? '/');
    const overridden = new Set(overrides.map(({ scope }) => scope));
    const screen =
      user && state ? firstScreen({ state, resolution: resolutionOf(state, user), user, pathname, search, overridden }) : noScreen;
    const nonce = randomBytes(16).toString('base64url');
    const head = pageHead({ nonce, shell, user, screen, overrides });
    const [before, after] = splitHtml(shell);
    const html = `${before.replaceAll(NONCE_MARK, nonce)}${head}${after.replaceAll(NONCE_MARK, nonce)}`;
    const cdn = state ? new URL(state.desired.cdn).origin : null;
    return c.html(html, 200, {
      'content-security-policy': contentSecurityPolicy({ nonce, cdn, overrides: overrides.map(({ origin }) => origin) }),
      // It holds who is signed in, and a nonce that must not serve twice.
      'cache-control': 'no-store',
    });
  };
}

function splitHtml({ html }: ShellFiles): [before: string, after: string] {
  const [before = '', after, ...more] = html.split(HEAD_MARK);
  if (after === undefined || more.length > 0) throw new Error(`The shell's index.html must hold <!--desk:head--> once`);
  return [before, after];
}

/** Not by `new URL`: the query must stay spelt as the browser's `location.search` spells it. */
function splitTarget(target: string): { pathname: string; search: string } {
  const at = target.indexOf('?');
  if (at < 0) return { pathname: target, search: '' };
  const search = target.slice(at);
  return { pathname: target.slice(0, at), search: search === '?' ? '' : search };
}
