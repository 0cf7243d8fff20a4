import { connectNats } from '@business-m/manifest/store';
import type { Logger } from 'pino';
import { natsAccess } from '../documents/nats-variables.ts';
import type { Environment } from '../environment.ts';
import type { HealthCounts } from './health-counts.ts';
import { createMemoryCounts } from './memory-counts.ts';
import { createNatsCounts } from './nats-counts.ts';

/** Shared between gateways where their manifest is. */
export function openCounts(env: Environment, log: Logger): HealthCounts {
  const secret = env.SESSION_SECRET;
  if (env.MANIFEST_STORE === 'file') return createMemoryCounts({ secret });
  return createNatsCounts({
    secret,
    // Beside the documents' own: two desks on one server do not count each other's users.
    bucket: `${env.MANIFEST_BUCKET}-health`,
    replicas: env.NATS_REPLICAS,
    connect: () => connectNats(natsAccess(env)),
    log,
  });
}
