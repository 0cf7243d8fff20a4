import type { ManifestStore } from '@business-m/manifest/store';
import { Refused } from '../problem/refused.ts';
import { type DiscoveryCall, discoverScope } from './discover-scope.ts';
import { upstreamsOf } from './upstreams.ts';

export interface UpstreamHealth {
  status: 'up' | 'down';
  docTypes: number;
  message?: string;
}

/** Two services claim one DocType. The one that had it first keeps it. */
export interface OwnerConflict {
  doctype: string;
  owner: string;
  claimedBy: string;
}

export interface DocTypeOwners {
  /**
   * The scope that owns a DocType; asks the services once more before it says that none does. As long as a service has never said what it
   * owns, nobody can tell: `upstream-down`.
   */
  find(doctype: string): Promise<string | null>;
  health(): Record<string, UpstreamHealth>;
  conflicts(): readonly OwnerConflict[];
  refresh(): Promise<void>;
  close(): void;
}

export interface DocTypeOwnersOptions {
  manifest: ManifestStore;
  log: { info(fields: object, message: string): void; error(fields: object, message: string): void };
  discover?: DiscoveryCall;
  /** Default 10,000. */
  refreshMs?: number;
  /** Least time between two refreshes made because of an unknown DocType. Default 1,000. */
  askAgainMs?: number;
  now?: () => number;
}

/** Who owns which DocType, as the services say themselves. One that is silent keeps what it had. */
export function createDocTypeOwners(options: DocTypeOwnersOptions): DocTypeOwners {
  const { manifest, log, discover = discoverScope, refreshMs = 10_000, askAgainMs = 1_000, now = Date.now } = options;
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
    for (const scope of claims.keys()) if (!upstreams.has(scope)) forget(scope);
    await Promise.all([...upstreams].map(([scope, upstream]) => ask(scope, upstream)));
    settle([...upstreams.keys()]);
  }

  /** A refresh that is under way asks by the manifest of before. */
  async function refreshAfterEdit(): Promise<void> {
    await running;
    await refresh();
  }

  async function ask(scope: string, upstream: URL): Promise<void> {
    const before = health.get(scope)?.status;
    try {
      claims.set(scope, new Set(await discover(scope, upstream)));
      if (before === 'down') log.info({ scope }, 'the service answers again');
      health.set(scope, { status: 'up', docTypes: claims.get(scope)?.size ?? 0 });
    } catch (error) {
      if (before && !expectsAnswer(scope, upstream)) return;
      const message = error instanceof Error ? error.message : String(error);
      if (before !== 'down') log.error({ scope, reason: message }, 'the service does not say what it owns');
      health.set(scope, { status: 'down', docTypes: claims.get(scope)?.size ?? 0, message });
    }
  }

  /** In the middle of a move nobody serves a scope, which is no outage: calls wait. After it the old address does not matter any more. */
  function expectsAnswer(scope: string, asked: URL): boolean {
    const state = manifest.current();
    return state?.desired.backend.scopes[scope]?.hold !== true && upstreamsOf(state).get(scope)?.href === asked.href;
  }

  function forget(scope: string): void {
    claims.delete(scope);
    health.delete(scope);
  }

  function settle(order: readonly string[]): void {
    const next = new Map<string, string>();
    const found: OwnerConflict[] = [];
    for (const [doctype, owner] of owners) if (claims.get(owner)?.has(doctype)) next.set(doctype, owner);
    for (const scope of order) {
      for (const doctype of claims.get(scope) ?? []) {
        const owner = next.get(doctype);
        if (owner === undefined) next.set(doctype, scope);
        else if (owner !== scope) found.push({ doctype, owner, claimedBy: scope });
      }
    }
    for (const conflict of found) {
      const isNew = !conflicts.some(({ doctype, claimedBy }) => doctype === conflict.doctype && claimedBy === conflict.claimedBy);
      if (isNew) log.error(conflict, 'two services claim one DocType; the claim was refused');
    }
    owners = next;
    conflicts = found;
  }

  const timer = setInterval(refresh, refreshMs).unref();
  const unsubscribe = manifest.subscribe(() => void refreshAfterEdit());

  return {
    async find(doctype) {
      const known = owners.get(doctype);
      if (known !== undefined) return known;
      // Whoever asks for nonsense must not make us ask the services without end.
      if (now() - askedAt < askAgainMs) await running;
      else {
        askedAt = now();
        await refresh();
      }
      const owner = owners.get(doctype);
      if (owner === undefined && [...upstreamsOf(manifest.current()).keys()].some((scope) => !claims.has(scope))) throw mayBeTheirs();
      return owner ?? null;
    },
    health: () => Object.fromEntries(health),
    conflicts: () => conflicts,
    refresh,
    close() {
      clearInterval(timer);
      unsubscribe();
    },
  };
}

const mayBeTheirs = () =>
  new Refused('upstream-down', 'A service that may own this cannot be reached at the moment.', { headers: { 'retry-after': '2' } });
