import type { GatewayHealth } from '@business-m/contract/operations';
import type { ManifestStore } from '@business-m/manifest/store';
import type { Hono } from 'hono';
import type { DocTypeOwners } from '../discovery/doctype-owners.ts';
import type { PauseQueue } from '../pause/pause-queue.ts';
import type { GatewayEnv, Session } from '../request/request-facts.ts';
import { acceptedState } from './remotes.ts';

/** `health`: liveness, with details; 200 however bad things are, since a restart mends none of it. `ready`: 503 without a manifest to serve. */
export function healthEndpoint(
  app: Hono<GatewayEnv>,
  { manifest, owners, pauses }: { manifest: ManifestStore; owners: DocTypeOwners; pauses: PauseQueue },
): void {
  app.get('/api/gateway/health', (c) => {
    const { revision, fault, store } = manifest.status();
    const found = owners.health();
    // An edit counts from the moment it is accepted; who owns what is asked a moment later.
    const scopes = Object.keys(manifest.current()?.desired.backend.scopes ?? {});
    const upstreams: GatewayHealth['upstreams'] = {};
    for (const scope of scopes) {
      const upstream = found[scope];
      const held = pauses.waiting(scope);
      if (upstream) upstreams[scope] = held === null ? upstream : { ...upstream, held };
    }
    const session = c.get('session');
    const conflicts = [...owners.conflicts()];
    const allUp = Object.values(upstreams).every(({ status, tenants = {} }) =>
      [status, ...Object.values(tenants).map((own) => own.status)].every((each) => each === 'up'),
    );
    const health: GatewayHealth = {
      status: fault === null && store.awaySince === null && revision > 0 && allUp && conflicts.length === 0 ? 'ok' : 'degraded',
      manifest: { revision, ...(fault && { error: fault }) },
      store: { awaySince: store.awaySince?.toISOString() ?? null },
      upstreams: Object.fromEntries(Object.entries(upstreams).map(([scope, upstream]) => [scope, forCaller(upstream, session)])),
      conflicts,
    };
    return c.json(health, 200, { 'cache-control': 'no-store' });
  });

  app.get('/api/gateway/ready', (c) => {
    acceptedState(manifest);
    return c.json({ status: 'ready' }, 200, { 'cache-control': 'no-store' });
  });
}

type Upstream = GatewayHealth['upstreams'][string];

/** Anybody may ask how the desk is; who its customers are is for ops, and each customer's own people know their own. */
function forCaller({ tenants, ...upstream }: Upstream, session: Session | null): Upstream {
  if (!tenants || !session) return upstream;
  const { roles, tenant } = session.user;
  const shown = Object.entries(tenants).filter(([name]) => roles.includes('ops') || name === tenant);
  return shown.length > 0 ? { ...upstream, tenants: Object.fromEntries(shown) } : upstream;
}
