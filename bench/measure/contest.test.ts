import { expect, test } from 'vitest';
import { contest } from './contest.ts';

test('contenders take turns, the first round does not count, and no operation is done twice', async () => {
  const order: string[] = [];
  const indexes: number[] = [];
  const contender = (name: string) => ({
    name,
    async operation(index: number) {
      indexes.push(index);
      await new Promise((resolve) => setImmediate(resolve));
    },
    async settle() {
      order.push(name);
    },
  });
  const measured = await contest([contender('a'), contender('b'), contender('c')], {
    rounds: 2,
    roundMs: 5,
    concurrency: 3,
    say: () => {},
  });
  expect(order.join('')).toBe('abcbcacab');
  expect(new Set(indexes).size).toBe(indexes.length);
  expect(Object.keys(measured)).toEqual(['a', 'b', 'c']);
  const counted = Object.values(measured).reduce((sum, { operations }) => sum + operations, 0);
  expect(counted).toBeGreaterThanOrEqual(18);
  expect(counted).toBeLessThan(indexes.length);
});
