import { expect, test } from 'vitest';
import { withCursor } from '../api/documents.ts';
import { toCsv } from '../format/csv.ts';
import { periodsAround } from './periods.ts';

test('CSV quotes what needs it and leaves figures as they are', () => {
  expect(
    toCsv(
      ['name', 'amount'],
      [
        { name: 'Say "hi", there', amount: '-12.50' },
        { name: 'Line\nbreak', amount: null },
      ],
    ),
  ).toBe('name,amount\r\n"Say ""hi"", there",-12.50\r\n"Line\nbreak",\r\n');
});

test('CSV of amounts says their currency in each row', () => {
  expect(toCsv(['id', 'debit'], [{ id: 'JE-1', debit: '5.00' }, { id: 'JE-2' }], 'NOK')).toBe(
    'id,debit,currency\r\nJE-1,5.00,NOK\r\nJE-2,,NOK\r\n',
  );
  expect(toCsv(['id'], [{ id: 'A' }], null)).toBe('id\r\nA\r\n');
});

test('text that a spreadsheet would run is disarmed', () => {
  expect(toCsv(['a'], [{ a: '=SUM(A1:A9)' }, { a: '-cmd' }, { a: '@x' }])).toBe("a\r\n'=SUM(A1:A9)\r\n'-cmd\r\n'@x\r\n");
});

test('periods end on the last day of their month, also in February and across the year', () => {
  const of = (now: string) => Object.fromEntries(periodsAround(now).map(({ value, from, to }) => [value, `${from} ${to}`]));
  expect(of('2028-02-10')['this-month']).toBe('2028-02-01 2028-02-29');
  expect(of('2026-01-31')['last-month']).toBe('2025-12-01 2025-12-31');
  expect(of('2026-11-21')['this-quarter']).toBe('2026-10-01 2026-12-31');
});

test('a cursor is added without respelling the query', () => {
  expect(withCursor('?status=draft&q=a%20b', 'x=')).toBe('?status=draft&q=a%20b&cursor=x%3D');
  expect(withCursor('', 'x')).toBe('?cursor=x');
  expect(withCursor('?q=1', null)).toBe('?q=1');
});
