import { decimal, ZERO } from '@business-m/doctype/decimal';
import { seeded } from '@business-m/doctype/testing/seeded';
import { expect, test } from 'vitest';
import type { Quantity, Value } from '../decimal.ts';
import { type Change, EMPTY, type Holding, isSound, issue, receive, takeBack } from './holding.ts';

const FIRST_SEED = Number(process.env.DESK_TEST_SEED ?? 1);
/** Twenty times as many in the full matrix. */
const SEQUENCES = process.env.DESK_TEST_WHOLE ? 3_000 : 150;
const LAST_SEED = FIRST_SEED + SEQUENCES - 1;
const STEPS = 40;

const sumOf = (changes: readonly Change[], part: 'qty' | 'value') => changes.reduce((total, change) => total.plus(change[part]), ZERO);

/** Random receipts and issues; `shortage` lets issues go below zero. Checks every step and hands every change on. */
function walk(seed: number, shortage: boolean): { holding: Holding; log: Change[][]; before: Holding[] } {
  const next = seeded(seed);
  const qtyOf = (): Quantity => decimal(1 + next(2000)).dividedBy([1, 1, 10, 1000][next(4)] ?? 1);
  const worthOf = (): Value => decimal(next(500_000)).dividedBy(100);
  let holding = EMPTY;
  const log: Change[][] = [];
  const before: Holding[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    before.push(holding);
    const wanted = qtyOf();
    const possible = shortage || holding.qty.greaterThanOrEqualTo(wanted);
    const all = !shortage && holding.qty.greaterThan(0) && next(8) === 0;
    const moved = all
      ? issue(holding, holding.qty)
      : possible && next(2) === 0
        ? issue(holding, wanted)
        : receive(holding, wanted, worthOf());
    expect(isSound(moved.holding), `seed ${seed} step ${step}`).toBe(true);
    expect(moved.changes.every(({ value }) => value.decimalPlaces() <= 2)).toBe(true);
    holding = moved.holding;
    log.push(moved.changes);
  }
  return { holding, log, before };
}

test.each([
  ['never below zero', false],
  ['with shortages', true],
])('equals the fold of its changes (%s)', (_words, shortage) => {
  for (let seed = FIRST_SEED; seed <= LAST_SEED; seed += 1) {
    const { holding, log } = walk(seed, shortage);
    expect(sumOf(log.flat(), 'qty').equals(holding.qty), `seed ${seed}`).toBe(true);
    expect(sumOf(log.flat(), 'value').equals(holding.value), `seed ${seed}`).toBe(true);
  }
});

test('leaves no cent after everything is issued', () => {
  for (let seed = FIRST_SEED; seed <= LAST_SEED; seed += 1) {
    const { holding, log } = walk(seed, false);
    const last = holding.qty.isZero() ? [] : issue(holding, holding.qty).changes;
    expect(sumOf([...log.flat(), ...last], 'value').isZero(), `seed ${seed}`).toBe(true);
  }
});

test('leaves no cent after a shortage is filled exactly', () => {
  for (let seed = FIRST_SEED; seed <= LAST_SEED; seed += 1) {
    const { holding, log } = walk(seed, true);
    if (!holding.qty.isNegative()) continue;
    const filled = receive(holding, holding.qty.negated(), decimal('1234.56'));
    expect(filled.holding.value.isZero(), `seed ${seed}`).toBe(true);
    expect(sumOf([...log.flat(), ...filled.changes], 'value').isZero(), `seed ${seed}`).toBe(true);
  }
});

test('returns every earlier state exactly when changes are reversed in order', () => {
  for (let seed = FIRST_SEED; seed <= LAST_SEED; seed += 1) {
    let { holding, log, before } = walk(seed, seed % 2 === 0);
    for (let step = log.length - 1; step >= 0; step -= 1) {
      holding = takeBack(holding, log[step] ?? []).holding;
      expect(holding.qty.equals(before[step]?.qty ?? ZERO), `seed ${seed} step ${step}`).toBe(true);
      expect(holding.value.equals(before[step]?.value ?? ZERO), `seed ${seed} step ${step}`).toBe(true);
    }
  }
});
