import { expect, test } from 'vitest';
import { drawTable, printed } from './table.ts';

test('numbers stand under each other', () => {
  const rows = [
    ['indie', '12', '0.1'],
    ['enterprise', '7', '–'],
  ];
  expect(drawTable(['mode', '/s', 'p50 ms'], rows)).toBe(
    ['mode        /s  p50 ms', '──────────  ──  ──────', 'indie       12     0.1', 'enterprise   7       –'].join('\n'),
  );
});

test.each([
  [12_345.6, '12 346'],
  [0.123_4, '0.123'],
  [99.94, '99.9'],
  [Number.NaN, '–'],
])('%f is %s', (value, text) => {
  expect(printed(value)).toBe(text);
});
