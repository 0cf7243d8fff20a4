import type { Resolution } from '@business-m/contract';
import { type HydratedState, resolve } from '@business-m/manifest/resolve';
import type { User } from '../session/session.ts';

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
