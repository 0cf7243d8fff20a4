import type { Resolution, ResolvedRemote } from '@business-m/contract';
import { type HydratedState, resolve } from '@business-m/manifest/resolve';
import type { User } from '../users/user-directory.ts';

const USERS_LIMIT = 2_000;
const known = new WeakMap<HydratedState, Map<User, Resolution>>();

/** What a user gets of a state. Kept for those who asked lately: an open desk asks for its page, its remotes and its events. */
export function resolutionOf(state: HydratedState, user: User): Resolution {
  const resolutions = known.get(state) ?? new Map<User, Resolution>();
  known.set(state, resolutions);
  const resolution = resolutions.get(user) ?? resolve(state, user);
  resolutions.delete(user);
  resolutions.set(user, resolution);
  const oldest = resolutions.size > USERS_LIMIT ? resolutions.keys().next().value : undefined;
  if (oldest) resolutions.delete(oldest);
  return resolution;
}

const parts = new WeakMap<ResolvedRemote, Buffer<ArrayBuffer>>();
const COMMA = Buffer.from(',');
const END = Buffer.from(']}');

/** A resolution as JSON. Resolutions share their frozen remotes, so each remote is written once and its bytes are put together. */
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
