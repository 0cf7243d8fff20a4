import { openConnection } from '@business-m/nats';
import type { Logger } from 'pino';
import type { Environment } from '../environment.ts';
import type { HealthCounts } from './health-counts.ts';
import { createMemoryCounts } from './memory-counts.ts';
import { createNatsCounts } from './nats-counts.ts';

/** Shared between gateways where their manifest is. */
export function openCounts(env: Environment, log: Logger): HealthCounts {
  const secret = env.SESSION_SECRET;
  const nats = env.NATS;
  if (!nats) return createMemoryCounts({ secret });
  return createNatsCounts({
    secret,
    // Beside the documents' own: two desks on one server do not count each other's users.
    bucket: `${env.MANIFEST_BUCKET}-health`,
    replicas: nats.replicas,
    connect: () => openConnection(nats.access),
    log,
  });
}
