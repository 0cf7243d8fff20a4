import { ALL_BPS, type HaltPolicy } from '@business-m/contract';
import { type Tally, wilsonInterval } from './wilson.ts';

export const haltDefaults = { minUsers: 20, ceilingBps: 2_000, marginBps: 100 } as const;

export type Verdict =
  /** Too few users of the canary, or it is not clearly worse. */
  { halt: false } | { halt: true; rule: string };

/**
 * Whether a canary is clearly worse than stable: even the least share of failing users that its numbers allow (99 %) is above the highest
 * that stable's allow, and by the margin. While stable has too few users to compare with, above the ceiling instead. docs/canary.md.
 */
export function judgeCanary(canary: Tally, stable: Tally, policy: HaltPolicy): Verdict {
  const { minUsers, ceilingBps, marginBps } = { ...haltDefaults, ...defined(policy) };
  if (!policy.enabled || canary.users < minUsers) return { halt: false };
  const { lower } = wilsonInterval(canary);
  const own = `${canary.failed} of ${canary.users} users of the canary: at least ${percent(lower)} (99 %)`;
  if (stable.users < minUsers) {
    const ceiling = ceilingBps / ALL_BPS;
    if (lower <= ceiling) return { halt: false };
    return { halt: true, rule: `${own}, above the ceiling of ${percent(ceiling)}; stable has only ${stable.users} users to compare with` };
  }
  const { upper } = wilsonInterval(stable);
  if (lower <= upper + marginBps / ALL_BPS) return { halt: false };
  const others = `${stable.failed} of ${stable.users} users of stable: at most ${percent(upper)}`;
  return { halt: true, rule: `${own}; ${others}; the margin is ${percent(marginBps / ALL_BPS)}` };
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

const defined = (policy: HaltPolicy) => Object.fromEntries(Object.entries(policy).filter(([, value]) => value !== undefined));
