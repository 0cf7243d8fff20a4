import type { ManifestStore } from '@business-m/manifest/store';
import type { Hono } from 'hono';
import type { DocTypeOwners } from '../discovery/doctype-owners.ts';
import type { GatewayEnv } from '../server/request-facts.ts';
import type { Health } from './contract.ts';

/** Always 200 while the gateway lives: what is wrong behind it does not get better by restarting it. */
export function healthEndpoint(app: Hono<GatewayEnv>, { manifest, owners }: { manifest: ManifestStore; owners: DocTypeOwners }): void {
  app.get('/api/gateway/health', (c) => {
    const { revision, fault } = manifest.status();
    const upstreams = owners.health();
    const conflicts = [...owners.conflicts()];
    const allUp = Object.values(upstreams).every(({ status }) => status === 'up');
    const health: Health = {
      status: fault === null && revision > 0 && allUp && conflicts.length === 0 ? 'ok' : 'degraded',
      manifest: { revision, ...(fault && { error: fault }) },
      upstreams,
      conflicts,
    };
    return c.json(health, 200, { 'cache-control': 'no-store' });
  });
}
