import type { Problem } from '@business-m/metadata';
import { readAnswer } from './answer.ts';
import { type Answer, type ApiClient, ApiError, type RequestOptions, type WriteOptions } from './api-client.ts';
import { withDeadline } from './deadline.ts';

const READ_TIMEOUT_MS = 15_000;
/** Longer than the gateway keeps a write waiting while its service is moved: giving up before would leave open whether it happened. */
const WRITE_TIMEOUT_MS = 40_000;

export interface ApiClientOptions {
  /** Default: the page's `fetch`, looked up at each call so that a mock installed later is used. */
  fetch?: typeof globalThis.fetch;
  /**
   * Called when the server says nobody is signed in any more (401 `signed-out`). Once it answers true, because the same user has signed in again,
   * the call is made again as it was, with the same idempotency key; otherwise it throws.
   */
  onSignedOut?: () => Promise<boolean>;
}

/** Makes the HTTP client the shell hands to remotes. Outside the shell only tests need this. */
export function createApiClient({ fetch = (...args) => globalThis.fetch(...args), onSignedOut }: ApiClientOptions = {}): ApiClient {
  async function send<T>(
    path: string,
    init: RequestInit,
    { schema, signal, timeoutMs = init.method === undefined ? READ_TIMEOUT_MS : WRITE_TIMEOUT_MS }: RequestOptions<T>,
  ): Promise<Answer<T>> {
    if (!path.startsWith('/api/')) throw new TypeError(`The desk's API client takes paths below /api/, not ${path}`);
    const call = async (deadline: AbortSignal) => readAnswer(await reach(() => fetch(path, { ...init, signal: deadline })), schema);
    for (;;) {
      try {
        return await withDeadline(call, { signal, timeoutMs });
      } catch (error) {
        if (!(error instanceof ApiError) || error.problem.code !== 'signed-out' || !(await onSignedOut?.())) throw error;
        signal?.throwIfAborted();
      }
    }
  }

  return {
    // No headers and no options but the signal: the browser hands out a preloaded answer only to a request that looks the same.
    get: (path, options = {}) => send(path, {}, options),
    post: (path, body, options = {}) => send(path, write('POST', body, options), options),
    put: (path, body, options) => send(path, write('PUT', body, options), options),
    delete: async (path, options) => {
      await send(path, write('DELETE', undefined, options), options);
    },
  };
}

function write(method: string, body: unknown, { ifMatch, idempotencyKey }: WriteOptions): RequestInit {
  const headers: Record<string, string> = {};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (ifMatch !== undefined) headers['If-Match'] = ifMatch;
  if (idempotencyKey !== undefined) headers['Idempotency-Key'] = idempotencyKey;
  return { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
}

/** `fetch` rejects with a bare TypeError for everything between the browser and the server. */
async function reach(request: () => Promise<Response>): Promise<Response> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof DOMException) throw error;
    throw new ApiError(unreachable);
  }
}

const unreachable: Problem = {
  type: 'about:blank',
  title: 'No connection',
  status: 0,
  code: 'network',
  detail: 'The server could not be reached. Check the connection and try again.',
};
