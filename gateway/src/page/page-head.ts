import type { Override } from '@business-m/contract';
import type { ShellFiles } from '../static/shell-files.ts';
import type { User } from '../users/user-directory.ts';
import { type FirstScreen, isModule } from './first-screen.ts';

export interface PageHead {
  nonce: string;
  /** Of style elements, for remotes that may have it. */
  styleNonce?: string | undefined;
  /** What its index.html links already is not linked twice. */
  shell: Pick<ShellFiles, 'json' | 'html' | 'build'>;
  user: User | null;
  screen: FirstScreen;
  overrides: readonly Override[];
  /** What this page may do beyond what every page may. */
  granted: readonly string[];
}

/**
 * The lines at the top of `<head>`. The import map is first: a module requested before it escapes its integrity. It alone tells a remote's modules
 * where shared packages are, and some browsers obey only the first map of a page.
 */
export function pageHead(page: PageHead): string {
  const { nonce, styleNonce, user, screen, overrides, granted } = page;
  const { json: shell, html, build } = page.shell;
  const shellIntegrity = Object.fromEntries(
    shell.files.filter(({ path }) => isModule(path)).map(({ path, integrity }) => [`/${path}`, integrity]),
  );
  const linked = (path: string) => html.includes(`="/${path}"`);
  const imports = Object.fromEntries(Object.entries(shell.imports).map(([specifier, path]) => [specifier, `/${path}`]));
  const integrity: Record<string, string> = { ...shellIntegrity, ...screen.integrity };
  const onDemand = Object.keys(shell.onDemand).filter((specifier) => screen.shared?.includes(specifier) ?? true);
  const shellModules = new Set([...shell.modules, ...onDemand.flatMap((specifier) => shell.onDemand[specifier] ?? [])]);
  const modules = [...[...shellModules].filter((path) => !linked(path)).map((path) => `/${path}`), ...screen.modules];
  const styles = shell.styles.filter((path) => !linked(path)).map((path) => `/${path}`);
  const { covered, assets } = screen;
  const boot = { user, covered, assets, shell: build, overrides, granted, ...(styleNonce && { styleNonce }) };
  return [
    `<script type="importmap" nonce="${nonce}">${scriptJson({ imports, integrity })}</script>`,
    ...styles.map((href) => link({ rel: 'stylesheet', href })),
    // With the hash once more: Chromium fetches a module again that was preloaded without the integrity its import has.
    ...modules.map((href) => link({ rel: 'modulepreload', crossorigin: '', href, integrity: integrity[href] })),
    // Not a stylesheet yet: the page must not wait for a CDN that hangs. The remote links it, with this hash, when its screen is drawn.
    ...screen.styles.map(({ href, integrity }) => link({ rel: 'preload', as: 'style', crossorigin: '', href, integrity })),
    ...(user ? ['/api/gateway/remotes', ...screen.calls] : []).map((href) => link({ rel: 'preload', as: 'fetch', crossorigin: '', href })),
    `<script type="application/json" id="desk-boot" nonce="${nonce}">${scriptJson(boot)}</script>`,
  ].join('\n    ');
}

function link(attributes: Record<string, string | undefined>): string {
  const given = Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const text = given.map(([name, value]) => (value === '' ? name : `${name}="${escapeAttribute(value)}"`));
  return `<link ${text.join(' ')}>`;
}

/** Text inside a double-quoted attribute. */
export const escapeAttribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** JSON inside a `<script>`: nothing in it can end the element, open a comment, or break a line in old parsers. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
