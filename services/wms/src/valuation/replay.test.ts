import { decimal, ZERO } from '@business-m/doctype/decimal';
import { seeded } from '@business-m/doctype/testing';
import { expect, test } from 'vitest';
import { EMPTY, type Holding, issue, type Moved, receive, takeBack } from './holding.ts';
import { type PastMovement, replayWithout } from './replay.ts';

/** A bin with its ledger: vouchers of one movement each, which can be cancelled. */
function openBin() {
  const past: PastMovement[] = [];
  let holding: Holding = EMPTY;
  const write = (voucher: string, isReversal: boolean, { holding: after, changes }: Moved) => {
    for (const change of changes) {
      past.push({ voucher, isReversal, ...change });
    }
    holding = after;
  };
  return {
    past,
    holding: () => holding,
    receive: (voucher: string, qty: string, value: string) => write(voucher, false, receive(holding, decimal(qty), decimal(value))),
    issue: (voucher: string, qty: string) => write(voucher, false, issue(holding, decimal(qty))),
    /** Answers what was valued with it, or cancels it when nothing was. */
    cancel(voucher: string): string[] {
      const { differing, rate } = replayWithout(voucher, past, EMPTY);
      if (differing.length > 0) return differing;
      const own = past.filter((movement) => movement.voucher === voucher);
      write(voucher, true, takeBack(holding, own));
      holding = { ...holding, rate };
      return [];
    },
  };
}

test('values again as finely as was valued then, and takes all that is left with the last of it', () => {
  const bin = openBin();
  bin.receive('first', '3', '10');
  bin.issue('finer', '1');
  bin.receive('apart', '2', '7');
  // In a currency of whole units, whose stock was once valued to the cent: 6.67 of 10 is there.
  const { differing } = replayWithout('apart', bin.past, EMPTY, 0);
  expect(differing).toEqual([]);
  expect(replayWithout('none', bin.past, EMPTY, 0).differing).toEqual([]);
  const left = issue(bin.holding(), decimal('3'), 0);
  expect([left, issue(left.holding, decimal('1'), 0)].map(({ holding, changes }) => [`${changes[0]?.value}`, `${holding.value}`])).toEqual([
    ['-10', '3.67'],
    ['-3.67', '0'],
  ]);
});

test('names the movements that were valued with a receipt, in their order', () => {
  const bin = openBin();
  bin.receive('mistake', '10', '10000');
  bin.receive('right', '100', '1000');
  bin.issue('first', '10');
  bin.issue('second', '5');
  expect(bin.cancel('mistake')).toEqual(['first', 'second']);
  expect(bin.cancel('second')).toEqual([]);
  expect(bin.cancel('mistake')).toEqual(['first']);
  expect(bin.cancel('first')).toEqual([]);
  expect(bin.cancel('mistake')).toEqual([]);
});

test('names a receipt that settled a shortage at an estimate that would have been another', () => {
  const bin = openBin();
  bin.receive('mistake', '10', '50');
  bin.issue('all', '10');
  bin.issue('short', '2');
  bin.receive('settling', '5', '20');
  expect(bin.cancel('mistake')).toEqual(['all', 'short', 'settling']);
  expect(bin.cancel('settling')).toEqual([]);
});

const movement = (voucher: string, qty: string, value: string, isReversal = false): PastMovement => ({
  voucher,
  isReversal,
  qty: decimal(qty),
  value: decimal(value),
});
const ten: Holding = { qty: decimal('10'), value: decimal('100'), rate: decimal('10') };

test('takes the reversal of what was there before as it stands, at its own value', () => {
  const past = [movement('receipt', '10', '100'), movement('dear', '-5', '-80', true), movement('issue', '-2', '-16')];
  expect(replayWithout('receipt', past, ten)).toEqual({ differing: ['issue'], rate: decimal('4') });
});

test('values nothing again that came before the voucher', () => {
  const past = [movement('earlier', '-1', '-9.99'), movement('receipt', '5', '500')];
  expect(replayWithout('receipt', past, ten)).toEqual({ differing: [], rate: decimal('10.001111111') });
});

test('what can be cancelled leaves every valuation as a replay of what was not cancelled has it: 400 histories', () => {
  for (let seed = 1; seed <= 400; seed += 1) {
    const pick = seeded(seed);
    const bin = openBin();
    let standing: { id: string; qty: string; value: string | null }[] = [];
    let cancelled = 0;
    for (let step = 0; step < 30; step += 1) {
      const id = `${step}`;
      const candidate = standing[pick(Math.max(1, standing.length))];
      if (pick(10) < 3 && candidate) {
        if (bin.cancel(candidate.id).length > 0) continue;
        standing = standing.filter((each) => each !== candidate);
        cancelled += 1;
      } else if (pick(2) === 0) {
        const voucher = { id, qty: `${1 + pick(20)}`, value: `${pick(100_000) / 100}` };
        bin.receive(id, voucher.qty, voucher.value);
        standing.push(voucher);
      } else {
        const voucher = { id, qty: `${1 + pick(8)}`, value: null };
        bin.issue(id, voucher.qty);
        standing.push(voucher);
      }
    }
    const replay = openBin();
    for (const { id, qty, value } of standing) {
      if (value === null) replay.issue(id, qty);
      else replay.receive(id, qty, value);
    }
    const valuesOf = ({ past }: { past: readonly PastMovement[] }) =>
      standing.map(
        ({ id }) => `${id} ${past.filter((one) => one.voucher === id && !one.isReversal).reduce((sum, one) => sum.plus(one.value), ZERO)}`,
      );
    expect([seed, valuesOf(bin)]).toEqual([seed, valuesOf(replay)]);
    const { qty, value } = bin.holding();
    expect([seed, `${qty} ${value}`]).toEqual([seed, `${replay.holding().qty} ${replay.holding().value}`]);
    if (seed === 1) expect(cancelled).toBeGreaterThan(0);
  }
});
