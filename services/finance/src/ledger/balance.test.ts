import { money } from '@business-m/doctype/decimal';
import { expect, test } from 'vitest';
import { checkSides, imbalance, totalsOf } from './balance.ts';

test('requires exactly one of debit and credit', () => {
  const lines = [
    { debit: '10.00', credit: null },
    { debit: '0.00', credit: '10.00' },
    { debit: null, credit: '0.00' },
    { debit: '1.00', credit: '1.00' },
    { debit: '-1.00', credit: null },
    { debit: null, credit: '-0.01' },
  ];
  expect(checkSides(lines).map(({ index, side, code }) => `${index} ${side} ${code}`)).toEqual([
    '2 debit one-side',
    '3 credit one-side',
    '4 debit negative',
    '5 credit negative',
  ]);
});

test('finds a difference of one cent at any size', () => {
  const lines = [{ debit: '9999999999999999.99' }, { debit: '0.01' }, { credit: '9999999999999999.99' }];
  expect(imbalance(totalsOf(lines))).toBe('Debits are 10000000000000000.00 and credits 9999999999999999.99: they differ by 0.01.');
  expect(imbalance(totalsOf([...lines, { credit: '0.01' }]))).toBeNull();
});

test('balances amounts that floats cannot add exactly', () => {
  const totals = totalsOf([{ debit: '0.10' }, { debit: '0.20' }, { credit: '0.30' }]);
  expect(imbalance(totals)).toBeNull();
  expect(money(totals.debit)).toBe('0.30');
});
