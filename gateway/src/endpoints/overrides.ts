import { overrideRequestSchema } from '@business-m/contract';
import type { Hono } from 'hono';
import type { Overrides } from '../overrides/overrides.ts';
import { invalidBody } from '../problem/refused.ts';
import { readJson } from '../request/read-json.ts';
import { type GatewayEnv, signedIn } from '../request/request-facts.ts';

const PATH = '/api/gateway/overrides';
const BODY_LIMIT_BYTES = 4_096;
const headers = { 'cache-control': 'no-store' };

/** What this browser takes from developers' machines; each answer is what is in force afterwards. */
export function overridesEndpoints(app: Hono<GatewayEnv>, { overrides }: { overrides: Overrides }): void {
  app.get(PATH, async (c) => {
    signedIn(c);
    return c.json({ overrides: await overrides.list(c) }, 200, headers);
  });

  app.post(PATH, async (c) => {
    signedIn(c);
    const parsed = overrideRequestSchema.safeParse(await readJson(c, BODY_LIMIT_BYTES));
    if (!parsed.success) throw invalidBody('An override is a scope, an origin and minutes.', parsed.error.issues);
    return c.json({ overrides: await overrides.add(c, parsed.data) }, 200, headers);
  });

  app.delete(PATH, async (c) => c.json({ overrides: await overrides.remove(c) }, 200, headers));
  app.delete(`${PATH}/:scope`, async (c) => c.json({ overrides: await overrides.remove(c, c.req.param('scope')) }, 200, headers));
}
