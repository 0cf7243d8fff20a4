import type { HydratedState } from '@business-m/manifest/resolve';

/** Where a scope's calls go: those of all tenants, or of one that the manifest sends elsewhere. */
export interface Upstream {
  scope: string;
  tenant: string | null;
  url: URL;
}

const cache = new WeakMap<HydratedState, ReadonlyMap<string, Upstream>>();

/** By scope, or `<scope>/<tenant>`. Parsed once for a state: a request must not pay for it. */
export function upstreamsOf(state: HydratedState | null): ReadonlyMap<string, Upstream> {
  if (!state) return new Map();
  const known = cache.get(state);
  if (known) return known;
  const { scopes, monolith } = state.desired.backend;
  const upstreams = new Map<string, Upstream>();
  for (const [scope, { upstream = monolith, tenants = {} }] of Object.entries(scopes)) {
    if (upstream) upstreams.set(scope, { scope, tenant: null, url: new URL(upstream) });
    for (const [tenant, own] of Object.entries(tenants)) upstreams.set(`${scope}/${tenant}`, { scope, tenant, url: new URL(own.upstream) });
  }
  cache.set(state, upstreams);
  return upstreams;
}

export function upstreamFor(state: HydratedState | null, scope: string, tenant: string): URL | undefined {
  const upstreams = upstreamsOf(state);
  // A scope that a caller makes up may hold a slash, a tenant's may not.
  return (upstreams.get(`${scope}/${tenant}`) ?? upstreams.get(scope))?.url;
}
