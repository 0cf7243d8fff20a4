import { createHash } from 'node:crypto';
import type { Fleet } from '@business-m/contract';
import type { Context, Hono } from 'hono';
import { Refused } from '../../problem/refused.ts';
import type { GatewayEnv } from '../../request/request-facts.ts';
import { matches } from '../../static/content-coding.ts';
import { adminEndpoint, readers } from '../admin-endpoint.ts';
import type { AdminParts } from '../admin-parts.ts';
import { inParallel } from '../fleet/in-parallel.ts';
import { createPublishedReleases } from '../fleet/published-releases.ts';
import { shellOf, stateInForce } from '../fleet/state-in-force.ts';
import { upstreamOf } from '../fleet/upstream-of.ts';

/** Calls of the CDN and of the counts at once. */
const PARALLEL = 32;

/** What the environment served here consists of, and how it does. Screens ask again and again: what is as they know it is not sent once more. */
export function fleetEndpoint(app: Hono<GatewayEnv>, parts: AdminParts): void {
  const { health, owners, editor, now = () => new Date() } = parts;
  const published = createPublishedReleases({ source: editor.preview.source, now });
  app.get(
    '/api/gateway/admin/fleet',
    adminEndpoint(parts, readers, async (c) => {
      const asked = questionOf(c);
      const state = stateInForce(parts.manifest);
      const { desired, revision } = state;
      const upstreams = owners.health();
      const wanted = Object.entries(desired.remotes).filter(([scope]) => asked.scope === undefined || scope === asked.scope);
      const remotes = await inParallel(wanted, PARALLEL, async ([scope, remote]) => {
        const [found, counts] = await Promise.all([asked.published ? published.of(state, scope) : undefined, health.read(scope)]);
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
      const body = JSON.stringify(fleet);
      const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
      const headers = { etag, 'cache-control': 'private, no-cache', vary: 'Cookie, Authorization' };
      if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
      return c.body(body, 200, { ...headers, 'content-type': 'application/json' });
    }),
  );
}

function questionOf(c: Context<GatewayEnv>): { scope: string | undefined; published: boolean } {
  const published = c.req.query('published');
  if (published !== undefined && published !== 'true')
    throw new Refused('bad-query', '“published” is true or not there.', { field: 'published' });
  return { scope: c.req.query('scope'), published: published === 'true' };
}
