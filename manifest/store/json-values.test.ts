import { expect, test } from 'vitest';
import { mergePatch } from './json-values.ts';

// RFC 7396, appendix A.
test.each<[target: unknown, patch: unknown, result: unknown]>([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])('merges %j with %j to %j', (target, patch, result) => {
  const before = structuredClone({ target, patch });
  expect(mergePatch(target, patch)).toEqual(result);
  expect({ target, patch }).toEqual(before);
});

test('keeps the order of existing members and appends new ones', () => {
  expect(Object.keys(mergePatch({ b: 1, a: 1 }, { c: 1, a: 2 }) as object)).toEqual(['b', 'a', 'c']);
});

test('never writes to prototypes', () => {
  const merged = mergePatch({}, JSON.parse('{"__proto__":{"polluted":true}}')) as object;
  expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});
