import { expect, test } from 'vitest';
import { faultPointsOf, planStrikes, targets } from './schedule.ts';
import { planVouchers } from './vouchers.ts';

const options = { seed: 7, durationMs: 60_000, everyMs: 4_000 };

test('the same seed strikes the same targets at the same moments', () => {
  expect(planStrikes(options)).toEqual(planStrikes(options));
  expect(planStrikes(options)).not.toEqual(planStrikes({ ...options, seed: 8 }));
  expect(planStrikes(options).slice(0, 3)).toMatchInlineSnapshot(`
    [
      {
        "atMs": 2472,
        "downMs": 0,
        "target": "backend",
      },
      {
        "atMs": 8545,
        "downMs": 4051,
        "target": "network",
      },
      {
        "atMs": 10353,
        "downMs": 5349,
        "target": "masters",
      },
    ]
  `);
});

test.each(Array.from({ length: 50 }, (_, seed) => seed))('seed %i spares nobody, and strikes nobody who is still down', (seed) => {
  const strikes = planStrikes({ ...options, seed });
  expect(new Set(strikes.map(({ target }) => target))).toEqual(new Set(targets));
  expect(strikes).toHaveLength(15);
  expect(strikes.toSorted((left, right) => left.atMs - right.atMs)).toEqual(strikes);
  for (const target of targets) {
    const own = strikes.filter((strike) => strike.target === target);
    for (const [index, strike] of own.entries()) {
      const before = own[index - 1];
      if (before) expect(strike.atMs).toBeGreaterThan(before.atMs + before.downMs);
    }
  }
});

test('a short run strikes each target once', () => {
  expect(planStrikes({ seed: 3, durationMs: 20_000, everyMs: 10_000 })).toHaveLength(targets.length);
});

test('fault points are of the seed too, and each life of a process has others', () => {
  expect(faultPointsOf(7, 'wms', 1, 0.01)).toBe(faultPointsOf(7, 'wms', 1, 0.01));
  expect(faultPointsOf(7, 'wms', 1, 0.01)).not.toBe(faultPointsOf(7, 'wms', 2, 0.01));
  expect(faultPointsOf(7, 'wms', 1, 0.01)).toMatch(
    /^outbox\.committed:0\.0\d+,outbox\.dispatched:0\.0\d+,outbox\.settled:0\.0\d+;seed=\d{1,9}$/,
  );
  expect(faultPointsOf(7, 'finance', 1, 0.01)).toMatch(/^receiver\.committed:0\.0\d+,receiver\.answered:0\.0\d+;seed=\d{1,9}$/);
  expect(faultPointsOf(7, 'masters', 1, 0.01)).toBeNull();
});

test('the same seed makes the same vouchers, each once, of every kind', () => {
  const plan = () => planVouchers({ seed: 7, vouchers: 1_001, users: 4, postingDate: '2026-11-22' });
  expect(plan()).toEqual(plan());
  const all = plan().users.flat();
  expect(all).toHaveLength(1_001);
  expect(new Set(all.map(({ tag }) => tag)).size).toBe(1_001);
  const kinds = new Set(all.map(({ values, ends }) => `${values.purpose} ${ends}`));
  expect([...kinds].sort()).toEqual([
    'issue cancelled',
    'issue refused',
    'issue submitted',
    'receipt cancelled',
    'receipt submitted',
    'transfer cancelled',
    'transfer submitted',
  ]);
});

test('more comes in first than ever leaves', () => {
  const { first, users } = planVouchers({ seed: 9, vouchers: 5_000, users: 6, postingDate: '2026-11-22' });
  const left = new Map<string, number>();
  for (const { values, ends } of users.flat()) {
    if (ends === 'refused') continue;
    for (const { item, qty } of values.lines as { item: string; qty: string }[]) {
      const bin = `${values.from_warehouse} ${item}`;
      left.set(bin, (left.get(bin) ?? 0) + Number(qty));
    }
  }
  const brought = first.flatMap(({ values }) => (values.lines as { qty: string }[]).map(({ qty }) => Number(qty)));
  expect(Math.max(...left.values())).toBeLessThan(Math.min(...brought));
});
