import { expect, test } from 'vitest';
import { createStatementNames } from './statement-names.ts';

test('names a statement that is sent often', () => {
  const names = createStatementNames();
  const seen = ['a', 'b', 'a', 'a', 'b', 'b', 'a'].map((text) => names.of(text));
  expect(seen).toEqual([undefined, undefined, undefined, 's0_0', undefined, 's0_1', 's0_0']);
  names.renew();
  expect(['a', 'a', 'a'].map((text) => names.of(text))).toEqual([undefined, undefined, 's1_0']);
});

test('does not name statements that vary without limit or are too long', () => {
  const names = createStatementNames();
  const named = new Set<string>();
  for (let index = 0; index < 10_000; index += 1) {
    for (let times = 0; times < 3; times += 1) {
      const name = names.of(`select ${index}`);
      if (name !== undefined) named.add(name);
    }
  }
  expect(named.size).toBe(500);
  expect([1, 2, 3, 4].map(() => createStatementNames().of('x'.repeat(9_000)))).toEqual([undefined, undefined, undefined, undefined]);
});
