import { ApiError, readRetry } from '@business-m/sdk';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, onTestFinished, test, vi } from 'vitest';
import { staleSince } from './stale-since.ts';

const problem = (status: number) => new ApiError({ type: 'about:blank', title: 'No', status, code: 'no', detail: 'No.' });

/** A read as the desk makes it, with answers that follow each other at once. */
async function readAgain(failure: ApiError) {
  const queryFn = vi.fn(async () => 'fleet');
  const client = new QueryClient({ defaultOptions: { queries: { ...readRetry, retryDelay: 1 } } });
  const observer = new QueryObserver(client, { queryKey: ['fleet'], queryFn });
  onTestFinished(observer.subscribe(() => {}));
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('fleet'));
  expect(staleSince(observer.getCurrentResult())).toBeNull();
  queryFn.mockRejectedValue(failure);
  void observer.refetch();
  return observer;
}

test('is stale while the server is away, although the query never ends in an error', async () => {
  const observer = await readAgain(problem(503));
  await vi.waitFor(() => expect(staleSince(observer.getCurrentResult())).toBe(observer.getCurrentResult().dataUpdatedAt));
  expect(observer.getCurrentResult().isError).toBe(false);
});

test('is stale while the server refuses', async () => {
  const observer = await readAgain(problem(403));
  await vi.waitFor(() => expect(staleSince(observer.getCurrentResult())).not.toBeNull());
});
