import type { ReleaseHealth } from '@business-m/contract/admin';
import type { ReleaseSample } from './release-sample.ts';

const FAILURES_SHOWN = 10;

/** Users, failing users and the most frequent failures since a moment; null when nobody was seen since. */
export function readSample(
  release: string,
  { users, thrown }: Pick<ReleaseSample, 'users' | 'thrown'>,
  sinceS: number,
): ReleaseHealth | null {
  const health = { release, users: 0, failed: 0, slow: 0 };
  const failures = new Map<string, number>();
  for (const { seenS, failedS, slowS, failures: own } of users.values()) {
    if (seenS < sinceS) continue;
    health.users += 1;
    if (failedS >= sinceS) health.failed += 1;
    if (slowS >= sinceS) health.slow += 1;
    for (const [failure, atS] of own) if (atS >= sinceS) failures.set(failure, (failures.get(failure) ?? 0) + 1);
  }
  if (health.users === 0) return null;
  const worst = [...failures].sort(([a, one], [b, other]) => other - one || a.localeCompare(b)).slice(0, FAILURES_SHOWN);
  return {
    ...health,
    failures: worst.map(([failure, count]) => {
      const [kind = '', code = ''] = failure.split(' ');
      const described = thrown.get(failure);
      return { kind, code, users: count, ...(described && { thrown: described }) };
    }),
  };
}
