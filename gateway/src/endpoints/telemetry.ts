import { hash } from 'node:crypto';
import { type TelemetryEvent, telemetrySchema } from '@business-m/contract';
import type { ManifestStore } from '@business-m/manifest/store';
import type { Hono } from 'hono';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Overrides } from '../overrides/overrides.ts';
import { invalidBody } from '../problem/refused.ts';
import { readJson } from '../request/read-json.ts';
import { type GatewayEnv, signedIn } from '../request/request-facts.ts';
import { resolutionOf } from '../resolution/resolution-of.ts';
import { tooManyAttempts } from '../session/sign-in-limits.ts';
import type { HealthCounts } from '../telemetry/health-counts.ts';

const BODY_LIMIT_BYTES = 65_536;
const BATCHES_PER_MINUTE = 60;

/** Takes reports of screens. Only releases of this user's resolution count: others say nothing about what is served. */
export function telemetryEndpoint(
  app: Hono<GatewayEnv>,
  { manifest, overrides, counts }: { manifest: ManifestStore; overrides: Overrides; counts: HealthCounts },
): void {
  const limiter = new RateLimiterMemory({ points: BATCHES_PER_MINUTE, duration: 60 });

  app.post('/api/gateway/telemetry', async (c) => {
    const { user } = signedIn(c);
    await limiter.consume(user.id).catch((error: unknown) => {
      throw tooManyAttempts(error, 'This desk reports too often.');
    });
    const parsed = telemetrySchema.safeParse(await readJson(c, BODY_LIMIT_BYTES));
    if (!parsed.success) throw invalidBody('These are not events of a desk.', parsed.error.issues);
    const state = manifest.current();
    const served = new Map(state ? resolutionOf(state, user).remotes.map(({ scope, release }) => [scope, release]) : []);
    for (const { scope } of await overrides.list(c)) served.delete(scope);
    const events = parsed.data.events.filter(({ scope, release }) => served.get(scope) === release).map(named);
    counts.record(user.id, events);
    return c.body(null, 204);
  });
}

/** One name for what was thrown at one place, whatever its message says of a document: users are counted by it. */
function named(event: TelemetryEvent): TelemetryEvent {
  const { kind, thrown } = event;
  if (kind !== 'uncaught' || !thrown) return event;
  const [place = ''] = thrown.stack.split('\n');
  const text = place || thrown.message.replaceAll(/\d+/g, '#');
  return { ...event, code: `error-${hash('sha256', text, 'hex').slice(0, 8)}` };
}
