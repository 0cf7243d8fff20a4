import type { ResolvedRemote } from '@business-m/contract';

/**
 * The release's folder under another spelling for each attempt: `/%66inance/0.1.0-…/` is another URL to the browser, which
 * remembers failed modules for ever, and the same file to any server (RFC 3986 §2.3; docs/adr/0002). The bits of the attempt
 * say which characters of `<scope>/<release>` are encoded; relative imports inherit the spelling.
 *
 * @returns null when all spellings are used up
 */
export function respell(remote: Pick<ResolvedRemote, 'baseUrl' | 'scope' | 'release'>, attempt: number): string | null {
  const folder = `${remote.scope}/${remote.release}/`;
  if (attempt === 0) return remote.baseUrl;
  if (!remote.baseUrl.endsWith(`/${folder}`) || attempt >= 2 ** remote.scope.length) return null;
  const spelt = [...remote.scope].map((character, index) => ((attempt >> index) & 1 ? percentEncoded(character) : character)).join('');
  return `${remote.baseUrl.slice(0, -folder.length)}${spelt}/${remote.release}/`;
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
