import type { ManifestStore } from '@business-m/manifest/store';
import { Refused } from '../problem/refused.ts';
import { type DiscoveryCall, discoverScope } from './discover-scope.ts';
import { type OwnerConflict, settleClaims } from './owner-claims.ts';
import { type Upstream, upstreamsOf } from './upstreams.ts';

export interface UpstreamHealth {
  status: 'up' | 'down';
  docTypes: number;
  message?: string;
}

export interface ScopeHealth extends UpstreamHealth {
  /** Of upstreams that single tenants have. */
  tenants?: Record<string, UpstreamHealth>;
}

const REFRESH_MS = 10_000;
/** Least time between two refreshes made because of an unknown DocType. */
const ASK_AGAIN_MS = 1_000;

export type DocTypeOwners = ReturnType<typeof createDocTypeOwners>;

export interface DocTypeOwnersOptions {
  manifest: ManifestStore;
  log: { info(fields: object, message: string): void; error(fields: object, message: string): void };
  discover?: DiscoveryCall;
  now?: () => number;
}

/** Who owns which DocType, as the services say themselves. One that is silent keeps what it had. */
export function createDocTypeOwners(options: DocTypeOwnersOptions) {
  const { manifest, log, discover = discoverScope, now = Date.now } = options;
  // By upstream, as `upstreamsOf` names them.
  const claims = new Map<string, ReadonlySet<string>>();
  let owners = new Map<string, string>();
  let conflicts: OwnerConflict[] = [];
  const health = new Map<string, UpstreamHealth>();
  let running: Promise<void> | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;

  function refresh(): Promise<void> {
    running ??= askAll().finally(() => {
      running = null;
    });
    return running;
  }

  async function askAll(): Promise<void> {
    const upstreams = upstreamsOf(manifest.current());
    for (const known of [claims, health]) for (const key of known.keys()) if (!upstreams.has(key)) known.delete(key);
    await Promise.all([...upstreams].map(([key, upstream]) => ask(key, upstream)));
    settle([...upstreams]);
  }

  /** A refresh that is under way asks by the manifest of before. */
  async function refreshAfterEdit(): Promise<void> {
    await running;
    await refresh();
  }

  async function ask(key: string, upstream: Upstream): Promise<void> {
    const before = health.get(key)?.status;
    const { scope, tenant, url } = upstream;
    const which = { scope, ...(tenant !== null && { tenant }) };
    try {
      claims.set(key, new Set(await discover(scope, url)));
      if (before === 'down') log.info(which, 'the service answers again');
      health.set(key, { status: 'up', docTypes: claims.get(key)?.size ?? 0 });
    } catch (error) {
      if (before && !expectsAnswer(key, upstream)) return;
      const message = error instanceof Error ? error.message : String(error);
      if (before !== 'down') log.error({ ...which, reason: message }, 'the service does not say what it owns');
      health.set(key, { status: 'down', docTypes: claims.get(key)?.size ?? 0, message });
    }
  }

  /** In the middle of a move nobody serves a scope, which is no outage: calls wait. After it the old address does not matter any more. */
  function expectsAnswer(key: string, { scope, url }: Upstream): boolean {
    const state = manifest.current();
    return state?.desired.backend.scopes[scope]?.hold !== true && upstreamsOf(state).get(key)?.url.href === url.href;
  }

  /** What a tenant's own service has belongs to the scope like what the others' has. */
  function settle(upstreams: readonly (readonly [string, Upstream])[]): void {
    const byScope = new Map<string, Set<string>>();
    for (const [key, { scope }] of upstreams) byScope.set(scope, new Set([...(byScope.get(scope) ?? []), ...(claims.get(key) ?? [])]));
    const next = settleClaims(byScope, owners);
    for (const conflict of next.conflicts) {
      const isNew = !conflicts.some(({ doctype, claimedBy }) => doctype === conflict.doctype && claimedBy === conflict.claimedBy);
      if (isNew) log.error(conflict, 'two services claim one DocType; the claim was refused');
    }
    ({ owners, conflicts } = next);
  }

  const someoneIsSilent = (tenant: string) =>
    [...upstreamsOf(manifest.current())].some(([key, upstream]) => (upstream.tenant ?? tenant) === tenant && !claims.has(key));

  const timer = setInterval(refresh, REFRESH_MS).unref();
  const unsubscribe = manifest.subscribe(() => void refreshAfterEdit());

  return {
    /** The scope that owns a DocType, asking the services again before null. Throws `upstream-down` while a possible owner is unheard. */
    async find(doctype: string, tenant: string): Promise<string | null> {
      const known = owners.get(doctype);
      if (known !== undefined) return known;
      // Whoever asks for nonsense must not make us ask the services without end.
      if (now() - askedAt < ASK_AGAIN_MS) await running;
      else {
        askedAt = now();
        await refresh();
      }
      const owner = owners.get(doctype);
      if (owner === undefined && someoneIsSilent(tenant))
        throw new Refused('upstream-down', 'A service that may own this cannot be reached at the moment.', { retryAfterSeconds: 2 });
      return owner ?? null;
    },
    health: () => healthByScope(upstreamsOf(manifest.current()), health),
    conflicts: (): readonly OwnerConflict[] => conflicts,
    refresh,
    close() {
      clearInterval(timer);
      unsubscribe();
    },
  };
}

function healthByScope(upstreams: ReadonlyMap<string, Upstream>, health: ReadonlyMap<string, UpstreamHealth>): Record<string, ScopeHealth> {
  const found: Record<string, ScopeHealth> = {};
  for (const [key, { scope, tenant }] of upstreams) {
    const one = health.get(key);
    if (!one) continue;
    if (tenant === null) found[scope] = { ...found[scope], ...one };
    else found[scope] = { ...(found[scope] ?? one), tenants: { ...found[scope]?.tenants, [tenant]: one } };
  }
  return found;
}
