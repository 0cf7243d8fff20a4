import { expect, test } from 'vitest';
import { readCommandLine } from './command-line.ts';

test.each([
  [[], { fresh: false, mode: 'indie' }],
  [['--enterprise', '--fresh'], { fresh: true, mode: 'enterprise' }],
  [['--postgres'], { fresh: false, mode: 'postgres' }],
])('%j is understood', (given, meaning) => {
  expect(readCommandLine(given)).toEqual(meaning);
});

test('what is not understood is refused with what there is', () => {
  expect(() => readCommandLine(['--enterprice'])).toThrow(
    /^Unknown option --enterprice; there are --fresh \(.*--enterprise \(.*--postgres \(/,
  );
  expect(() => readCommandLine(['--enterprise', '--postgres'])).toThrow('two modes');
});
