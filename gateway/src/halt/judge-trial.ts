import type { Evidence, Failure, HaltPolicy } from '@business-m/contract';
import type { ReleaseHealth } from '@business-m/contract/admin';
import type { Trial } from './canary-trials.ts';
import { haltDefaults, judgeCanary } from './halt-rule.ts';

/** Slow is a matter of networks and machines too, and nobody's work is lost by it: it must be much worse, and no share is bad on its own. */
const SLOW_MARGIN_BPS = 1_000;
const NO_CEILING_BPS = 10_000;
/** A revision keeps the stacks of the worst failures; the others are in their counts. */
const THROWN_KEPT = 3;

/** What speaks for halting a canary, or null. Failing screens first, then slow ones. */
export function judgeTrial(trial: Trial, health: readonly ReleaseHealth[], policy: HaltPolicy): Evidence | null {
  const of = (release: string) =>
    health.find((each) => each.release === release) ?? { release, users: 0, failed: 0, slow: 0, failures: [] };
  const [canary, stable] = [of(trial.canary), of(trial.stable)];
  const failing = judgeCanary(canary, stable, policy);
  if (failing.halt) return evidence('failed', failing.rule);
  const marginBps = Math.max(SLOW_MARGIN_BPS, policy.marginBps ?? haltDefaults.marginBps);
  const slow = judgeCanary(
    { users: canary.users, failed: canary.slow },
    { users: stable.users, failed: stable.slow },
    { ...policy, marginBps, ceilingBps: NO_CEILING_BPS },
  );
  return slow.halt ? evidence('slow', `slow screens: ${slow.rule}`) : null;

  function evidence(counted: 'failed' | 'slow', rule: string): Evidence {
    return {
      canary: { release: trial.canary, users: canary.users, failed: canary[counted] },
      stable: { release: trial.stable, users: stable.users, failed: stable[counted] },
      failures: canary.failures.slice(0, 10).map((failure, index) => (index < THROWN_KEPT ? failure : withoutStack(failure))),
      rule,
    };
  }
}

const withoutStack = ({ kind, code, users }: Failure): Failure => ({ kind, code, users });
