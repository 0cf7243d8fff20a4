import { expect, test } from 'vitest';
import { balanceOf, balancingLine } from './balance.ts';

test('a cent of difference is a difference, and a further line starts with it on the short side', () => {
  const lines = [
    { debit: '100.10', credit: '' },
    { debit: '0.20', credit: '' },
    { debit: '', credit: '100.31' },
  ];
  expect(balanceOf(lines)).toMatchObject({ debit: '100.3', credit: '100.31', difference: '0.01', short: 'debit' });
  expect(balancingLine(lines)).toEqual({ debit: '0.01' });
});

test('balances sums that floats cannot add', () => {
  const lines = [{ debit: '0.1' }, { debit: '0.2' }, { credit: '0.3' }];
  expect(balanceOf(lines)).toMatchObject({ short: null, empty: false });
  expect(balancingLine(lines)).toEqual({});
});

test('nothing entered is empty, and half-typed figures count as nothing', () => {
  expect(balanceOf([{ debit: '', credit: '-' }])).toMatchObject({ empty: true, short: null });
});
