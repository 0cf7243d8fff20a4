import type { Resolution, ResolvedRemote } from '@business-m/manifest/schema';

const texts = new WeakMap<ResolvedRemote, string>();

/**
 * A resolution as JSON. Its remotes are the same frozen objects in all resolutions of a state, so each is written once: with a thousand
 * of them, what is left for a request is to join texts.
 */
export function resolutionBody({ remotes, ...rest }: Resolution): string {
  const head = JSON.stringify(rest).slice(0, -1);
  return `${head},"remotes":[${remotes.map(textOf).join(',')}]}`;
}

function textOf(remote: ResolvedRemote): string {
  let text = texts.get(remote);
  if (text === undefined) {
    text = JSON.stringify(remote);
    texts.set(remote, text);
  }
  return text;
}
