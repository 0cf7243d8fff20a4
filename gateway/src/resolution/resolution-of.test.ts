import { hydratedState } from '@business-m/manifest/testing';
import { expect, test } from 'vitest';
import type { User } from '../users/user-directory.ts';
import { resolutionOf } from './resolution-of.ts';

const USERS_LIMIT = 2_000;
const user = (index: number) => ({ id: `u-${index}`, tenant: 'demo', roles: [] }) as unknown as User;

test('gives up the user who has not asked for longest, and no other', () => {
  const state = hydratedState();
  const [first, second, ...others] = Array.from({ length: USERS_LIMIT }, (_, index) => user(index)) as [User, User, ...User[]];
  const [ofFirst, ofSecond] = [first, second].map((each) => resolutionOf(state, each));
  for (const each of others) resolutionOf(state, each);
  // Asks again, so that the second one is now the oldest.
  expect(resolutionOf(state, first)).toBe(ofFirst);
  resolutionOf(state, user(USERS_LIMIT));
  expect(resolutionOf(state, first), 'asked lately').toBe(ofFirst);
  expect(resolutionOf(state, second), 'the oldest').not.toBe(ofSecond);
});

test('a user beyond the limit is resolved anew, with the same result', () => {
  const state = hydratedState();
  const oldest = user(0);
  const before = resolutionOf(state, oldest);
  for (let index = 1; index < USERS_LIMIT; index += 1) resolutionOf(state, user(index));
  expect(resolutionOf(state, oldest), 'at the limit').toBe(before);
  for (let index = USERS_LIMIT; index < 2 * USERS_LIMIT; index += 1) resolutionOf(state, user(index));
  expect(resolutionOf(state, oldest), 'beyond it').not.toBe(before);
  expect(resolutionOf(state, oldest)).toEqual(before);
});
