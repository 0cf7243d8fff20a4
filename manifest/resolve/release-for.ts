import { hash } from 'node:crypto';
import { ALL_BPS, type DesiredRemote } from '@business-m/contract';
import type { HydratedRelease, HydratedState } from './hydrated-state.ts';
import { type Caller, isAmong } from './match-audience.ts';

/** The one release of a remote that a caller gets; null when there is no such remote, or it is off and its release could not be read. */
export function releaseFor(state: HydratedState, scope: string, caller: Caller): HydratedRelease | null {
  const remote = Object.hasOwn(state.desired.remotes, scope) ? state.desired.remotes[scope] : undefined;
  if (!remote) return null;
  return state.releases[scope]?.[choose(scope, remote, caller)] ?? null;
}

/** A binding comes before the canary: a user with a promised release takes part in no trial. */
function choose(scope: string, { bindings = [], releases: { stable, canary } }: DesiredRemote, caller: Caller): string {
  const bound = bindings.find(({ match }) => isAmong(match, caller));
  if (bound) return bound.release;
  return canary && bucket(scope, caller.id) < canary.shareBps ? canary.release : stable;
}

/**
 * Which of 10,000 equal parts of all users this one is in, for this scope, for ever. A canary of `n` basis points has those below `n`:
 * raising it only adds users, and canaries of two scopes are independent. 48 bits of SHA-256: parts differ in size by less than one in 10¹⁰.
 */
export function bucket(scope: string, userId: string): number {
  // A scope holds no line break, so no two pairs are the same text. As hex, because that is twice as fast as by way of a buffer.
  return Number.parseInt(hash('sha256', `${scope}\n${userId}`, 'hex').slice(0, 12), 16) % ALL_BPS;
}
