import type { ManifestStore } from '@business-m/manifest/store';
import type { Hono } from 'hono';
import type { DocTypeOwners } from '../discovery/doctype-owners.ts';
import type { HoldQueue } from '../hold/hold-queue.ts';
import type { GatewayEnv } from '../server/request-facts.ts';
import type { Health } from './contract.ts';

export interface HealthParts {
  manifest: ManifestStore;
  owners: DocTypeOwners;
  holds: HoldQueue;
}

/** Always 200 while the gateway lives: what is wrong behind it does not get better by restarting it. */
export function healthEndpoint(app: Hono<GatewayEnv>, { manifest, owners, holds }: HealthParts): void {
  app.get('/api/gateway/health', (c) => {
    const { revision, fault, store } = manifest.status();
    const found = owners.health();
    // An edit counts from the moment it is accepted; who owns what is asked a moment later.
    const scopes = Object.keys(manifest.current()?.desired.backend.scopes ?? {});
    const upstreams: Health['upstreams'] = {};
    for (const scope of scopes) {
      const upstream = found[scope];
      const held = holds.waiting(scope);
      if (upstream) upstreams[scope] = held === null ? upstream : { ...upstream, held };
    }
    const conflicts = [...owners.conflicts()];
    const allUp = Object.values(upstreams).every(({ status, tenants = {} }) =>
      [status, ...Object.values(tenants).map((own) => own.status)].every((each) => each === 'up'),
    );
    const health: Health = {
      status: fault === null && store.awaySince === null && revision > 0 && allUp && conflicts.length === 0 ? 'ok' : 'degraded',
      manifest: { revision, ...(fault && { error: fault }) },
      store: { awaySince: store.awaySince?.toISOString() ?? null },
      upstreams,
      conflicts,
    };
    return c.json(health, 200, { 'cache-control': 'no-store' });
  });
}
