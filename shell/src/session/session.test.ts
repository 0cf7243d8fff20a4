import { type ApiClient, ApiError, type User } from '@business-m/sdk';
import { expect, test, vi } from 'vitest';
import { ada } from '../testing/desk-fixture.tsx';
import { createSession } from './session.ts';

function sessionWith(api: Partial<ApiClient>, user: User | null | undefined) {
  const startOver = vi.fn();
  const forget = vi.fn(async () => {});
  return { startOver, forget, session: createSession({ api: api as ApiClient, user, forget, startOver }) };
}

const answer = (user: User | null) => async () => ({ data: { user }, etag: null }) as never;
const refusal = () => new ApiError({ type: 'about:blank', title: 'Away', status: 0, code: 'network', detail: 'Not reached.' });

test('trusts the user in the page, and asks when there is none', async () => {
  expect(sessionWith({}, ada).session.getState()).toEqual({ status: 'signed-in', user: ada });
  expect(sessionWith({}, null).session.getState()).toEqual({ status: 'signed-out' });
  const { session } = sessionWith({ get: answer(ada) }, undefined);
  expect(session.getState()).toEqual({ status: 'asking' });
  await session.ask();
  expect(session.getState()).toEqual({ status: 'signed-in', user: ada });
});

test('leaves the user unverified when the gateway does not answer', async () => {
  const { session } = sessionWith({ get: () => Promise.reject(refusal()) }, undefined);
  await session.ask();
  expect(session.getState()).toEqual({ status: 'unverified', detail: 'Not reached.' });
});

test('an expired session keeps its user until the same one signs in again', async () => {
  const { session, startOver } = sessionWith({ post: answer(ada) }, ada);
  const isBack = session.expire();
  expect(session.getState()).toEqual({ status: 'expired', user: ada });
  await session.signIn('ada@example.com', 'x');
  expect(session.getState()).toEqual({ status: 'signed-in', user: ada });
  expect(startOver).not.toHaveBeenCalled();
  await expect(isBack).resolves.toBe(true);
});

test('somebody else signing in to an expired desk starts it over', async () => {
  const { session, startOver } = sessionWith({ post: answer({ ...ada, id: 'u-ben' }) }, ada);
  const isBack = session.expire();
  await session.signIn('ben@example.com', 'x');
  expect(startOver).toHaveBeenCalledOnce();
  expect(session.getState().status).toBe('expired');
  await expect(isBack).resolves.toBe(false);
});

test('nothing waits where nobody was signed in', async () => {
  await expect(sessionWith({}, null).session.expire()).resolves.toBe(false);
});

test('signing out leaves nothing behind', async () => {
  const { session, startOver, forget } = sessionWith({ delete: async () => {} }, ada);
  await session.signOut();
  expect(forget).toHaveBeenCalledWith(ada);
  expect(startOver).toHaveBeenCalledOnce();
});
