import type { HydratedState } from '@business-m/manifest/resolve';

const cache = new WeakMap<HydratedState, ReadonlyMap<string, URL>>();

/** Scope → where its calls go. Parsed once for a state: a request must not pay for it. */
export function upstreamsOf(state: HydratedState | null): ReadonlyMap<string, URL> {
  if (!state) return new Map();
  const known = cache.get(state);
  if (known) return known;
  const { scopes, monolith } = state.desired.backend;
  const upstreams = new Map(
    Object.entries(scopes).flatMap(([scope, { upstream = monolith }]) => (upstream ? [[scope, new URL(upstream)] as const] : [])),
  );
  cache.set(state, upstreams);
  return upstreams;
}
