import type { ReleaseHealth } from '@business-m/sdk/platform';

export type RateTone = 'good' | 'doubtful' | 'bad';

/** A rate of fewer users means nothing. */
const USERS_MIN = 20;
const DOUBTFUL = 0.01;
const BAD = 0.05;

/** Colours a rate of failing users. Halting a canary is the gateway's decision, by its own rule. */
export function rateTone(health: ReleaseHealth | undefined): RateTone {
  if (!health || health.users < USERS_MIN) return 'good';
  const rate = health.failed / health.users;
  return rate >= BAD ? 'bad' : rate >= DOUBTFUL ? 'doubtful' : 'good';
}
