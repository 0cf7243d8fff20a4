import { randomBytes } from 'node:crypto';
import type { ManifestStore } from '@business-m/manifest/store';
import type { Context } from 'hono';
import type { Overrides } from '../overrides/overrides.ts';
import type { GatewayEnv } from '../request/request-facts.ts';
import { resolutionOf } from '../resolution/resolution-of.ts';
import { permissionsPolicy } from '../server/security-headers.ts';
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
    const resolution = user && state ? resolutionOf(state, user) : null;
    const screen = resolution && state && user ? firstScreen({ state, resolution, user, pathname, search, overridden }) : noScreen;
    // What a remote of a dev server needs is not known here: it may do what was consented to for its scope.
    const consent = state?.desired.policy?.consent ?? {};
    const granted = [...new Set([...(resolution?.granted ?? []), ...[...overridden].flatMap((scope) => consent[scope] ?? [])])];
    const nonce = createNonce();
    const styleNonce = granted.includes('style-nonce') ? createNonce() : undefined;
    const head = pageHead({ nonce, styleNonce, shell, user, screen, overrides, granted });
    const [before, after] = splitHtml(shell);
    const html = `${before.replaceAll(NONCE_MARK, nonce)}${head}${after.replaceAll(NONCE_MARK, nonce)}`;
    const cdn = state ? new URL(state.desired.cdn).origin : null;
    return c.html(html, 200, {
      'content-security-policy': contentSecurityPolicy({
        nonce,
        styleNonce,
        cdn,
        overrides: overrides.map(({ origin }) => origin),
        granted,
      }),
      'permissions-policy': permissionsPolicy(granted),
      // It holds who is signed in, and a nonce that must not serve twice.
      'cache-control': 'no-store',
    });
  };
}

const createNonce = () => randomBytes(16).toString('base64url');

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
