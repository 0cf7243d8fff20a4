import { seededRandom } from '@business-m/manifest/testing';
import { expect, test } from 'vitest';
import { judgeCanary, wilsonInterval } from './halt-rule.ts';

test.each([
  // By hand, z = 2.575829, z² = 6.634897: (p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n).
  [{ users: 20, failed: 0 }, 0, 0.2491],
  [{ users: 20, failed: 10 }, 0.2505, 0.7495],
  [{ users: 100, failed: 5 }, 0.0168, 0.1392],
  [{ users: 1_000, failed: 10 }, 0.0045, 0.022],
  [{ users: 50, failed: 50 }, 0.8828, 1],
  [{ users: 0, failed: 0 }, 0, 1],
])('of %j the true share is within %f and %f', (tally, lower, upper) => {
  const interval = wilsonInterval(tally);
  expect(interval.lower).toBeCloseTo(lower, 3);
  expect(interval.upper).toBeCloseTo(upper, 3);
});

const on = { enabled: true };
const isHalted = (canary: [number, number], stable: [number, number], policy = {}) =>
  judgeCanary({ failed: canary[0], users: canary[1] }, { failed: stable[0], users: stable[1] }, { ...on, ...policy }).halt;

test.each<[string, [number, number], [number, number], object, boolean]>([
  // Stable at most 2.2 %, with the margin 3.2 %; 3 of 20 is at least 3.9 %, 2 of 20 at least 2.0 %.
  ['three of twenty against one of a hundred', [3, 20], [10, 1_000], {}, true],
  ['two of twenty against one of a hundred', [2, 20], [10, 1_000], {}, false],
  ['three of nineteen: too few users', [3, 19], [10, 1_000], {}, false],
  ['three of nineteen where nineteen are enough', [3, 19], [10, 1_000], { minUsers: 19 }, true],
  ['three of twenty with a margin of 5 %', [3, 20], [10, 1_000], { marginBps: 500 }, false],
  ['all of them, but the halt is off', [20, 20], [0, 1_000], { enabled: false }, false],
  ['the same share as stable', [100, 1_000], [100, 1_000], {}, false],
  ['better than stable', [0, 1_000], [200, 1_000], {}, false],
  ['everybody fails, at both', [50, 50], [50, 50], {}, false],
  // 9 of 20 is at least 21.4 %, 8 of 20 at least 17.9 %; the ceiling is 20 %.
  ['nine of twenty while stable is unknown', [9, 20], [0, 0], {}, true],
  ['eight of twenty while stable is unknown', [8, 20], [0, 0], {}, false],
  ['nine of twenty under a ceiling of 30 %', [9, 20], [0, 19], { ceilingBps: 3_000 }, false],
  ['nobody, under a ceiling of nothing', [0, 20], [0, 0], { ceilingBps: 0 }, false],
  // None of twenty may still be 24.9 %: with just enough users, stable counts and the ceiling does not.
  ['nine of twenty against none of twenty', [9, 20], [0, 20], {}, false],
  ['a number that is not set is the usual one', [3, 19], [10, 1_000], { minUsers: undefined }, false],
])('%s', (_, canary, stable, policy, expected) => {
  expect(isHalted(canary, stable, policy)).toBe(expected);
});

test('the rule says its numbers', () => {
  expect(judgeCanary({ users: 20, failed: 3 }, { users: 1_000, failed: 10 }, on)).toEqual({
    halt: true,
    rule: '3 of 20 users of the canary: at least 3.9 % (99 %); 10 of 1000 users of stable: at most 2.2 %; the margin is 1.0 %',
  });
  expect(judgeCanary({ users: 20, failed: 9 }, { users: 3, failed: 0 }, on)).toEqual({
    halt: true,
    rule: '9 of 20 users of the canary: at least 21.4 % (99 %), above the ceiling of 20.0 %; stable has only 3 users to compare with',
  });
});

/** Users come one by one and the rule is asked after each: of how many canaries it halts, within their first `users` users. */
function shareHalted({ stable, canary, share, users, runs }: Record<'stable' | 'canary' | 'share' | 'users' | 'runs', number>) {
  const random = seededRandom(1).next;
  let halted = 0;
  for (let run = 0; run < runs; run += 1) {
    const [trial, rest] = [
      { users: 0, failed: 0 },
      { users: 0, failed: 0 },
    ];
    while (trial.users < users) {
      const tally = random() < share ? trial : rest;
      tally.users += 1;
      if (random() < (tally === trial ? canary : stable)) tally.failed += 1;
      if (tally === trial && judgeCanary(trial, rest, on).halt) {
        halted += 1;
        break;
      }
    }
  }
  return halted / runs;
}

test.each([
  [0.005, 0.1],
  [0.02, 0.1],
  [0.05, 0.1],
  [0.02, 0.5],
])('equally good at %f, with a share of %f: hardly ever halted, though it is asked after every user', (rate, share) => {
  expect(shareHalted({ stable: rate, canary: rate, share, users: 300, runs: 400 })).toBeLessThanOrEqual(0.02);
});

test.each([
  [0.005, 0.1],
  [0.02, 0.25],
])('stable fails at %f and the canary at %f: always halted', (stable, canary) => {
  expect(shareHalted({ stable, canary, share: 0.1, users: 300, runs: 100 })).toBeGreaterThanOrEqual(0.99);
});
