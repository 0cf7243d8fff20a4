import { expect, test } from 'vitest';
import { createReducer, initialState } from '../state/form-state.ts';
import { specimen } from '../testing/specimen.ts';
import { rowsAtFault } from './rows-at-fault.ts';

const faultsOf = (rows: readonly number[]) => {
  const reduce = createReducer(specimen);
  const block = Array.from({ length: 300 }, (_, index) => ({ part: `P${index}` }));
  const pasted = reduce(initialState(specimen, null), { type: 'paste', table: 'lines', at: 0, rows: block });
  const errors = rows.map((row) => ({ field: `lines.${row}.amount`, code: 'wrong-type', message: `Amount: “€ ${row}” is not a number.` }));
  return rowsAtFault(specimen, reduce(pasted, { type: 'refuse', errors }));
};

test('all rows at fault are counted and named', () => {
  expect(faultsOf([2, 3])).toEqual([
    'Parts: 2 rows need another look.',
    'Row 2: Amount: “€ 2” is not a number.',
    'Row 3: Amount: “€ 3” is not a number.',
  ]);
  expect(faultsOf([2, 3, 4, 5, 6, 7, 9, 10, 12, 13, 14, 15, 300]).at(-1)).toBe('And rows 7, 9 and 10, 12 to 15 and 300.');
  expect(faultsOf([1, 2, 3, 4, 5, 8]).at(-1)).toBe('And row 8.');
  expect(faultsOf(Array.from({ length: 300 }, (_, index) => index + 1))[0]).toBe('Parts: 300 rows need another look.');
  expect(faultsOf([7])).toEqual([]);
});
