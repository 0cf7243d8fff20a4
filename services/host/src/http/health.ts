import type { NatsLink } from '@business-m/adapters';
import { withDeadline } from '@business-m/protocols';
import { z } from 'zod';
import type { DomainRegistry } from '../domains/domain-registry.ts';
import type { ProcessState } from '../state/process-state.ts';

const COUNT_MS = 1_500;

const outboxSchema = z.object({
  /** Waiting to be sent, or to be sent again. */
  pending: z.int(),
  /** With the receiver, whose answer is awaited. */
  dispatched: z.int(),
  /** Refused, and given up: a person has to look at them. */
  refused: z.int(),
  dead: z.int(),
  /** Age in seconds of the oldest that is on its way; 0 when there is none. */
  oldest_s: z.int(),
});

/** `GET /health`. `ok` and `degraded` answer 200, `starting` and `unavailable` 503. Messages are for operators. */
export const healthSchema = z.object({
  status: z.enum(['starting', 'ok', 'degraded', 'unavailable']),
  mode: z.enum(['indie', 'enterprise']),
  domains: z.record(
    z.string(),
    z.object({
      state: z.enum(['starting', 'seeding', 'serving', 'paused', 'given-up']),
      message: z.nullable(z.string()),
      database: z.object({
        state: z.enum(['connecting', 'ok', 'impaired', 'unavailable']),
        since: z.iso.datetime(),
        message: z.nullable(z.string()),
      }),
      /** null while it cannot be read. */
      outbox: z.nullable(outboxSchema),
    }),
  ),
  /** null when this process uses none. */
  nats: z.nullable(z.object({ state: z.enum(['connected', 'connecting', 'closed']), since: z.string(), message: z.nullable(z.string()) })),
});
export type Health = z.infer<typeof healthSchema>;

export interface HealthOptions {
  domains: DomainRegistry;
  mode: Health['mode'];
  state: ProcessState;
  link: NatsLink | null;
}

export async function readHealth({ domains, mode, state, link }: HealthOptions): Promise<Health> {
  const entries = await Promise.all(
    domains.all().map(async (domain) => {
      const { phase, message, database } = state.of(domain);
      const readable = phase !== 'starting' && phase !== 'given-up' && database.state !== 'unavailable';
      const outbox = readable ? await withDeadline(Date.now() + COUNT_MS, domain.service.relay.counts).catch(() => null) : null;
      return [domain.scope, { state: phase, message, database, outbox }] as const;
    }),
  );
  const byScope = Object.fromEntries(entries);
  const status = link?.status();
  const nats = status ? { state: status.state, since: status.since, message: status.lastError ?? null } : null;
  return { status: judge(Object.values(byScope), nats), mode, domains: byScope, nats };
}

export function healthWhileOpening(mode: Health['mode']): Health {
  return { status: 'starting', mode, domains: {}, nats: null };
}

/** Whether `/health` answers 200, so that load balancers send requests. */
export function isServing({ status }: Health): boolean {
  return status === 'ok' || status === 'degraded';
}

function judge(domains: readonly Health['domains'][string][], nats: Health['nats']): Health['status'] {
  const here = domains.filter(({ state }) => state !== 'given-up');
  const down = here.filter(({ database }) => database.state === 'unavailable');
  if (here.length > 0 && down.length === here.length) return 'unavailable';
  if (here.some(({ state }) => state === 'starting' || state === 'seeding')) return 'starting';
  const well = here.every(({ state, message, database }) => state === 'serving' && message === null && database.state === 'ok');
  // Connected is not enough: a full or missing queue holds every message back.
  return well && (nats === null || (nats.state === 'connected' && nats.message === null)) ? 'ok' : 'degraded';
}
