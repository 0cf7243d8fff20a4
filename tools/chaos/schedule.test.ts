import { expect, test } from 'vitest';
import { faultPointsOf, scheduleFaults, targets } from './schedule.ts';
import { planVouchers } from './vouchers.ts';

const options = { seed: 7, durationMs: 60_000, everyMs: 4_000 };

test('schedules the same faults for the same seed', () => {
  expect(scheduleFaults(options)).toEqual(scheduleFaults(options));
  expect(scheduleFaults(options)).not.toEqual(scheduleFaults({ ...options, seed: 8 }));
  expect(scheduleFaults(options).slice(0, 3)).toMatchInlineSnapshot(`
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

test.each(Array.from({ length: 50 }, (_, seed) => seed))('seed %i kills every target, and none that is still down', (seed) => {
  const faults = scheduleFaults({ ...options, seed });
  expect(new Set(faults.map(({ target }) => target))).toEqual(new Set(targets));
  expect(faults).toHaveLength(15);
  expect(faults.toSorted((left, right) => left.atMs - right.atMs)).toEqual(faults);
  for (const target of targets) {
    const own = faults.filter((fault) => fault.target === target);
    for (const [index, fault] of own.entries()) {
      const before = own[index - 1];
      if (before) expect(fault.atMs).toBeGreaterThan(before.atMs + before.downMs);
    }
  }
});

test('gives each target one fault in a short run', () => {
  expect(scheduleFaults({ seed: 3, durationMs: 20_000, everyMs: 10_000 })).toHaveLength(targets.length);
});

test('draws fault points from the seed, and anew for each life of a process', () => {
  expect(faultPointsOf(7, 'wms', 1, 0.01)).toBe(faultPointsOf(7, 'wms', 1, 0.01));
  expect(faultPointsOf(7, 'wms', 1, 0.01)).not.toBe(faultPointsOf(7, 'wms', 2, 0.01));
  expect(faultPointsOf(7, 'wms', 1, 0.01)).toMatch(
    /^outbox\.committed:0\.0\d+,outbox\.dispatched:0\.0\d+,outbox\.settled:0\.0\d+;seed=\d{1,9}$/,
  );
  expect(faultPointsOf(7, 'finance', 1, 0.01)).toMatch(/^receiver\.committed:0\.0\d+,receiver\.answered:0\.0\d+;seed=\d{1,9}$/);
  expect(faultPointsOf(7, 'masters', 1, 0.01)).toBeNull();
});

test('plans the same vouchers for the same seed, each once, of every kind', () => {
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

test('receives more first than ever leaves', () => {
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
