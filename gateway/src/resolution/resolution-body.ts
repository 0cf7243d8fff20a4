import type { Resolution, ResolvedRemote } from '@business-m/contract';

const parts = new WeakMap<ResolvedRemote, Buffer<ArrayBuffer>>();
const COMMA = Buffer.from(',');
const END = Buffer.from(']}');

/**
 * A resolution as JSON. Its remotes are the same frozen objects in all resolutions of a state, so each is written once: with a thousand
 * of them, what is left for a request is to put bytes together.
 */
export function resolutionBody({ remotes, ...rest }: Resolution): Buffer<ArrayBuffer> {
  const head = Buffer.from(`${JSON.stringify(rest).slice(0, -1)},"remotes":[`);
  return Buffer.concat([head, ...remotes.flatMap((remote, index) => (index === 0 ? [partOf(remote)] : [COMMA, partOf(remote)])), END]);
}

function partOf(remote: ResolvedRemote): Buffer<ArrayBuffer> {
  let part = parts.get(remote);
  if (part === undefined) {
    part = Buffer.from(JSON.stringify(remote));
    parts.set(remote, part);
  }
  return part;
}
