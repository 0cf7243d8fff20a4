import { ALL_BPS, type HaltPolicy } from '@business-m/contract';

/** A share of users, as counted. */
export interface Tally {
  users: number;
  failed: number;
}

/** Of the normal distribution: 99 % lie within it on both sides. */
const Z = 2.575829;

/** The true share with 99 % confidence (Wilson's score interval, 1927): right for few users and for shares near none and all, too. */
export function wilsonInterval({ users, failed }: Tally): { lower: number; upper: number } {
  if (users === 0) return { lower: 0, upper: 1 };
  const share = failed / users;
  const spread = Z * Math.sqrt((share * (1 - share)) / users + (Z * Z) / (4 * users * users));
  const centre = share + (Z * Z) / (2 * users);
  const scale = 1 + (Z * Z) / users;
  return { lower: Math.max(0, (centre - spread) / scale), upper: Math.min(1, (centre + spread) / scale) };
}

export const haltDefaults = { minUsers: 20, ceilingBps: 2_000, marginBps: 100 } as const;

export type Verdict =
  /** Too few users of the canary, or it is not clearly worse. */
  { halt: false } | { halt: true; rule: string };

/** Whether a canary is surely (99 %) worse than stable by the margin or, while stable has too few users, above the ceiling. */
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
