import { expect, test } from 'vitest';
import { matchingRows, naturalBalance, openRows } from './chart-rows.ts';

const row = (account: string, account_name: string, parent_account: string | null) => ({ account, account_name, parent_account });
const rows = [
  row('1', 'Assets', null),
  row('11', 'Cash', '1'),
  row('111', 'Till', '11'),
  row('12', 'Stock', '1'),
  row('2', 'Liabilities', null),
];
const ids = (found: { account: string }[]) => found.map(({ account }) => account);

test('a closed group hides all that is below it, at any depth', () => {
  expect(ids(openRows(rows, new Set(['1'])))).toEqual(['1', '2']);
  expect(ids(openRows(rows, new Set(['11'])))).toEqual(['1', '11', '12', '2']);
});

test('a search keeps the groups in which it found something', () => {
  expect(ids(matchingRows(rows, 'till'))).toEqual(['1', '11', '111']);
  expect(ids(matchingRows(rows, '12 sto'))).toEqual(['1', '12']);
  expect(ids(matchingRows(rows, ''))).toHaveLength(5);
});

test('shows a balance as positive on the side where its kind of account grows', () => {
  expect(naturalBalance({ root_type: 'asset', closing_debit: '10.00', closing_credit: '0.00' })).toBe('10');
  expect(naturalBalance({ root_type: 'income', closing_debit: '0.00', closing_credit: '7.50' })).toBe('7.5');
  expect(naturalBalance({ root_type: 'asset', closing_debit: '0.00', closing_credit: '9.15' })).toBe('-9.15');
});
