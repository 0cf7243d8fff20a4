import type { ReleaseHealth } from '@business-m/sdk/platform';

export type RateTone = 'good' | 'doubtful' | 'bad';

/** Fewer users than this say nothing of a release: three of four may be one office without a network. */
const USERS_MIN = 20;
const DOUBTFUL = 0.01;
const BAD = 0.05;

/** How a share of failing users reads. It colours a figure; what is halted is decided by the gateway's own rule. */
export function rateTone(health: ReleaseHealth | undefined): RateTone {
  if (!health || health.users < USERS_MIN) return 'good';
  const rate = health.failed / health.users;
  return rate >= BAD ? 'bad' : rate >= DOUBTFUL ? 'doubtful' : 'good';
}
