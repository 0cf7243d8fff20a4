import type { GateFleet } from '@business-m/contract';
import type { Hono } from 'hono';
import type { GatewayEnv } from '../../request/request-facts.ts';
import { adminEndpoint, readers } from '../admin-endpoint.ts';
import type { AdminParts } from '../admin-parts.ts';
import { readOtherReleases } from '../fleet/other-releases.ts';
import { shellOf, stateInForce } from '../fleet/state-in-force.ts';

/** What a publication is checked against: the releases of all environments. */
export function gateEndpoint(app: Hono<GatewayEnv>, parts: AdminParts): void {
  app.get(
    '/api/gateway/admin/gate',
    adminEndpoint(parts, readers, async (c) => {
      const { desired, releases } = stateInForce(parts.manifest);
      const served = Object.values(releases).flatMap((found) =>
        Object.values(found).map(({ id, remote }) => ({ environment: parts.environment, id, remote })),
      );
      const gate: GateFleet = {
        shell: shellOf(parts.shell),
        ...(desired.policy && { policy: desired.policy }),
        releases: [...served, ...(await readOtherReleases(parts, desired.cdn))],
      };
      return c.json(gate, 200, { 'cache-control': 'no-store' });
    }),
  );
}
