import { expect, test } from 'vitest';
import { ReleaseSample } from './release-sample.ts';

test('halved, a sample keeps the users with the smaller hashes and lets in no greater one', () => {
  const sample = new ReleaseSample(100);
  for (const user of ['d', 'a', 'c', 'b', 'e']) sample.record(user, { kind: 'ready' }, 10);
  sample.halve();
  expect([...sample.users.keys()].sort()).toEqual(['a', 'b', 'c']);
  expect(sample.record('d', { kind: 'ready' }, 10)).toBe(false);
  expect(sample.record('aa', { kind: 'ready' }, 10)).toBe(true);
  expect([...sample.users.keys()].sort()).toEqual(['a', 'aa', 'b']);
});
