import type { Resolution } from '@business-m/contract';
import { type ApiClient, ApiError } from '@business-m/sdk';
import { unreadablePart } from './readable-resolution.ts';

const TIMEOUT_MS = 10_000;

/** Asks which remotes this user's desk has. What the server answers is input like any other, so it is looked at. */
export async function fetchResolution(api: ApiClient, signal?: AbortSignal): Promise<Resolution> {
  const { data } = await api.get<Resolution>('/api/gateway/remotes', { timeoutMs: TIMEOUT_MS, ...(signal ? { signal } : {}) });
  const unreadable = unreadablePart(data);
  if (unreadable === null) return data;
  throw new ApiError({
    type: 'about:blank',
    title: 'Unreadable list of screens',
    status: 0,
    code: 'bad-answer',
    detail: `The server's list of screens cannot be read (${unreadable}).`,
  });
}
