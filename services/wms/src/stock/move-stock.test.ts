import { decimal, money, ZERO } from '@business-m/doctype/decimal';
import { seeded } from '@business-m/doctype/testing/seeded';
import { Refusal } from '@business-m/protocols';
import { expect, test } from 'vitest';
import { plain } from '../decimal.ts';
import { EMPTY } from '../valuation/holding.ts';
import { ledgerLines } from './ledger-lines.ts';
import { binsTouched, moveStock, type StockPurpose, type StockVoucher, takeBackStock } from './move-stock.ts';
import { type Bin, type Bins, binId, type Movement } from './movement.ts';

const ITEMS = ['BOLT', 'NUT', 'OIL'];
const PLACES = ['MAIN', 'SHOP'];
const strict = () => false;

function emptyBins(): Bins {
  const bins = ITEMS.flatMap((item) => PLACES.map((warehouse): Bin => ({ item, warehouse, holding: EMPTY, latest: null })));
  return new Map(bins.map((bin) => [binId(bin), bin]));
}

function voucher(purpose: StockPurpose, lines: [item: string, qty: string, rate?: string][], postingDate = '2026-05-01'): StockVoucher {
  return {
    purpose,
    postingDate,
    from: purpose === 'receipt' ? null : 'MAIN',
    to: purpose === 'receipt' ? 'MAIN' : purpose === 'transfer' ? 'SHOP' : null,
    lines: lines.map(([item, qty, rate]) => ({ item, qty: decimal(qty), rate: decimal(rate) })),
  };
}

const spelled = (movements: readonly Movement[]) =>
  movements.map(
    (m) => `${m.item} ${m.warehouse} ${plain(m.qtyChange)} ${money(m.valueChange)} → ${plain(m.qtyAfter)} ${money(m.valueAfter)}`,
  );

function refusalOf(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  throw new Error('nothing was refused');
}

test('moves the value of a transfer to the cent', () => {
  const bins = emptyBins();
  moveStock(voucher('receipt', [['BOLT', '3', '3.3333']]), bins, strict);
  const { movements, amounts } = moveStock(voucher('transfer', [['BOLT', '2']]), bins, strict);
  expect(spelled(movements)).toEqual(['BOLT MAIN -2 -6.67 → 1 3.33', 'BOLT SHOP 2 6.67 → 2 6.67']);
  expect(amounts.map(money)).toEqual(['6.67']);
});

test('handles several lines of one item in order', () => {
  const bins = emptyBins();
  moveStock(
    voucher('receipt', [
      ['BOLT', '5', '1'],
      ['BOLT', '5', '3'],
    ]),
    bins,
    strict,
  );
  const { amounts } = moveStock(
    voucher('issue', [
      ['BOLT', '4'],
      ['BOLT', '6'],
    ]),
    bins,
    strict,
  );
  expect(amounts.map(money)).toEqual(['8.00', '12.00']);
});

test('names the line that goes below zero and the available quantity', () => {
  const bins = emptyBins();
  moveStock(voucher('receipt', [['BOLT', '5', '1']]), bins, strict);
  const refusal = refusalOf(() =>
    moveStock(
      voucher('issue', [
        ['BOLT', '4'],
        ['BOLT', '2'],
      ]),
      bins,
      strict,
    ),
  );
  expect(refusal.toJSON()).toEqual({
    code: 'negative-stock',
    message: 'There is 1 of BOLT in MAIN; 2 cannot leave.',
    field: 'lines.2.qty',
    current: { item: 'BOLT', warehouse: 'MAIN', qty: '1' },
  });
});

test('refuses a posting before the latest movement of the same item and warehouse', () => {
  const bins = emptyBins();
  for (const bin of bins.values()) bin.latest = '2026-05-02';
  const refusal = refusalOf(() => moveStock(voucher('receipt', [['BOLT', '1', '1']]), bins, strict));
  expect(refusal).toMatchObject({ code: 'backdated', field: 'posting_date', current: { latest_posting_date: '2026-05-02' } });
  expect(moveStock(voucher('receipt', [['BOLT', '1', '1']], '2026-05-02'), bins, strict).movements).toHaveLength(1);
});

test('refuses to reverse a receipt whose goods have left', () => {
  const bins = emptyBins();
  const { movements } = moveStock(voucher('receipt', [['BOLT', '5', '1']]), bins, strict);
  moveStock(voucher('issue', [['BOLT', '1']]), bins, strict);
  expect(refusalOf(() => takeBackStock(asPosted(movements), bins, strict))).toMatchObject({
    code: 'negative-stock',
    current: { qty: '4' },
  });
});

test('refuses to reverse a receipt whose value has left, even with enough quantity', () => {
  const bins = emptyBins();
  moveStock(voucher('receipt', [['BOLT', '10', '1']]), bins, strict);
  const { movements } = moveStock(voucher('receipt', [['BOLT', '10', '100']]), bins, strict);
  moveStock(voucher('issue', [['BOLT', '10']]), bins, strict);
  expect(refusalOf(() => takeBackStock(asPosted(movements), bins, strict)).code).toBe('value-consumed');
});

test('balances ledger lines with the change of stock value for random movements', () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const next = seeded(seed);
    const bins = emptyBins();
    for (let step = 0; step < 15; step += 1) {
      const purpose = (['receipt', 'issue', 'transfer'] as const)[next(3)] ?? 'receipt';
      const lines = Array.from({ length: 1 + next(3) }, (): [string, string, string] => [
        ITEMS[next(3)] ?? 'BOLT',
        String(1 + next(30)),
        decimal(next(90_000)).dividedBy(10_000).toFixed(),
      ]);
      const worth = stockValue(bins);
      const result = moveStock(voucher(purpose, lines), bins, () => true);
      const posted = ledgerLines(purpose, result);
      const net = (purposeOnly?: string) =>
        posted
          .filter((line) => purposeOnly === undefined || line.purpose === purposeOnly)
          .reduce((sum, line) => sum.plus(line.debit).minus(line.credit), ZERO);
      expect(net().isZero(), `seed ${seed}`).toBe(true);
      expect(money(net('inventory')), `seed ${seed} step ${step}`).toBe(money(stockValue(bins).minus(worth)));
    }
  }
});

test('lists every item and warehouse that a voucher touches', () => {
  expect(
    binsTouched(
      voucher('transfer', [
        ['BOLT', '1'],
        ['NUT', '1'],
      ]),
    ),
  ).toEqual([
    { item: 'BOLT', warehouse: 'MAIN' },
    { item: 'BOLT', warehouse: 'SHOP' },
    { item: 'NUT', warehouse: 'MAIN' },
    { item: 'NUT', warehouse: 'SHOP' },
  ]);
});

function stockValue(bins: Bins) {
  return [...bins.values()].reduce((sum, bin) => sum.plus(bin.holding.value), ZERO);
}

function asPosted(movements: readonly Movement[]) {
  return movements.map(({ item, warehouse, qtyChange, valueChange }) => ({ item, warehouse, qty: qtyChange, value: valueChange }));
}

test('refuses quantities and values that the columns cannot hold', () => {
  const bins = emptyBins();
  moveStock(voucher('receipt', [['BOLT', '1', '9999999']]), bins, strict);
  const short = () => true;
  expect(refusalOf(() => moveStock(voucher('issue', [['BOLT', '999999999']]), bins, short))).toMatchObject({
    code: 'too-large',
    field: 'lines.1.qty',
  });
  const piledUp = voucher(
    'receipt',
    Array.from({ length: 1001 }, () => ['OIL', '999999999', '0']),
  );
  expect(refusalOf(() => moveStock(piledUp, bins, strict))).toMatchObject({ code: 'too-large', field: 'lines.1001.qty' });
});
