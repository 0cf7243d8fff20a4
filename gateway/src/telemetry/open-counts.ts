import type { Logger } from 'pino';
import type { Environment } from '../environment.ts';
import type { HealthCounts } from './health-counts.ts';
import { createMemoryCounts } from './memory-counts.ts';

/** Shared between gateways where their manifest is. */
export function openCounts(env: Environment, log: Logger): HealthCounts {
  void log;
  return createMemoryCounts({ secret: env.SESSION_SECRET });
}
