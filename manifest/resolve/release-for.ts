import type { DesiredRemote } from '@business-m/contract';
import { bucket } from './bucket.ts';
import { type Caller, isAmong } from './caller.ts';
import type { HydratedRelease, HydratedState } from './hydrated-state.ts';

/** The one release of a remote that a caller gets; null when there is no such remote, or it is off and its release could not be read. */
export function releaseFor(state: HydratedState, scope: string, caller: Caller): HydratedRelease | null {
  const remote = Object.hasOwn(state.desired.remotes, scope) ? state.desired.remotes[scope] : undefined;
  if (!remote) return null;
  return state.releases[scope]?.[choose(scope, remote, caller)] ?? null;
}

/** A binding goes before the canary: whoever is promised a release is no subject of a trial. */
function choose(scope: string, { bindings = [], releases: { stable, canary } }: DesiredRemote, caller: Caller): string {
  const bound = bindings.find(({ match }) => isAmong(match, caller));
  if (bound) return bound.release;
  return canary && bucket(scope, caller.id) < canary.shareBps ? canary.release : stable;
}
