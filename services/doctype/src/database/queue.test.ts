import { expect, test } from 'vitest';
import { createQueue } from './queue.ts';

test('admits callers one at a time, in order', async () => {
  const queue = createQueue(10);
  const seen: string[] = [];
  const visit = async (name: string) => {
    await queue.enter();
    seen.push(`${name} in`);
    await Promise.resolve();
    seen.push(`${name} out`);
    queue.leave();
  };
  await Promise.all([visit('a'), visit('b'), visit('c')]);
  await visit('d');
  expect(seen).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out', 'd in', 'd out']);
});

test('refuses a caller when the queue is full, and no other', async () => {
  const queue = createQueue(1);
  await queue.enter();
  const second = queue.enter();
  await expect(queue.enter()).rejects.toMatchObject({ name: 'Unavailable', code: 'overloaded' });
  queue.leave();
  await second;
  queue.leave();
  await queue.enter();
});
