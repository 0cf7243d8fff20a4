import { expect, test } from 'vitest';
import { DeadlineExceeded, withDeadline } from './faults.ts';

test('ends a call at its deadline and begins nothing after it', async () => {
  await expect(withDeadline(Date.now() + 5, () => new Promise(() => {}))).rejects.toBeInstanceOf(DeadlineExceeded);
  let begun = false;
  const late = withDeadline(Date.now() - 1, async () => {
    begun = true;
  });
  await expect(late).rejects.toMatchObject({ code: 'deadline' });
  expect(begun).toBe(false);
  expect(await withDeadline(Date.now() + 10_000, async () => 7)).toBe(7);
});
