import type { Fleet } from '@business-m/manifest/schema';
import type { Hono } from 'hono';
import type { GatewayEnv } from '../../server/request-facts.ts';
import { adminEndpoint, readers } from '../admin-endpoint.ts';
import type { AdminParts } from '../admin-parts.ts';
import { inParallel } from '../fleet/in-parallel.ts';
import { createPublishedReleases } from '../fleet/published-releases.ts';
import { shellOf, stateInForce } from '../fleet/state-in-force.ts';
import { upstreamOf } from '../fleet/upstream-of.ts';

/** Calls of the CDN and of the counts at once. */
const PARALLEL = 32;

/** What the environment served here consists of, and how it does. */
export function fleetEndpoint(app: Hono<GatewayEnv>, parts: AdminParts): void {
  const { health, owners, editor, now = () => new Date() } = parts;
  const published = createPublishedReleases({ source: editor.preview.source, now });
  app.get(
    '/api/gateway/admin/fleet',
    adminEndpoint(parts, readers, async (c) => {
      const state = stateInForce(parts.manifest);
      const { desired, revision } = state;
      const upstreams = owners.health();
      const remotes = await inParallel(Object.entries(desired.remotes), PARALLEL, async ([scope, remote]) => {
        const [found, counts] = await Promise.all([published.of(state, scope), health.read(scope)]);
        return { scope, remote, ...(found && { published: found }), health: [...counts], upstream: upstreamOf(desired, scope, upstreams) };
      });
      const fleet: Fleet = {
        environment: parts.environment,
        revision,
        cdn: desired.cdn,
        windowMinutes: health.windowMinutes,
        shell: { build: parts.shell.build, ...shellOf(parts.shell) },
        remotes,
      };
      return c.json(fleet, 200, { 'cache-control': 'no-store' });
    }),
  );
}
