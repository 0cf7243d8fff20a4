import type { NatsLink } from '@business-m/adapters';
import type { ServicesHealth } from '@business-m/metadata/operations';
import { withDeadline } from '@business-m/protocols';
import type { DomainRegistry } from '../domains/domain-registry.ts';
import type { ProcessState } from '../state/process-state.ts';

const COUNT_MS = 1_500;

export interface HealthOptions {
  domains: DomainRegistry;
  mode: ServicesHealth['mode'];
  state: ProcessState;
  link: NatsLink | null;
}

export async function readHealth({ domains, mode, state, link }: HealthOptions): Promise<ServicesHealth> {
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

export function healthWhileOpening(mode: ServicesHealth['mode']): ServicesHealth {
  return { status: 'starting', mode, domains: {}, nats: null };
}

/** Whether `/health` answers 200, so that load balancers send requests. */
export function isServing({ status }: ServicesHealth): boolean {
  return status === 'ok' || status === 'degraded';
}

function judge(domains: readonly ServicesHealth['domains'][string][], nats: ServicesHealth['nats']): ServicesHealth['status'] {
  const here = domains.filter(({ state }) => state !== 'given-up');
  const down = here.filter(({ database }) => database.state === 'unavailable');
  if (here.length > 0 && down.length === here.length) return 'unavailable';
  if (here.some(({ state }) => state === 'starting' || state === 'seeding')) return 'starting';
  const well = here.every(({ state, message, database }) => state === 'serving' && message === null && database.state === 'ok');
  // Connected is not enough: a full or missing queue holds every message back.
  return well && (nats === null || (nats.state === 'connected' && nats.message === null)) ? 'ok' : 'degraded';
}
