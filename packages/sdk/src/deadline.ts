import { ApiError } from './api-client.ts';

/** Runs `work` with a signal. The caller’s abort rethrows its reason; the end of the time is an `ApiError` with the code `timeout`. */
export async function withDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { signal, timeoutMs }: { signal?: AbortSignal | undefined; timeoutMs: number },
): Promise<T> {
  const controller = new AbortController();
  const giveUp = () => controller.abort(signal?.reason);
  if (signal?.aborted) giveUp();
  signal?.addEventListener('abort', giveUp, { once: true });
  const timer = setTimeout(() => controller.abort(timedOut(timeoutMs)), timeoutMs);
  try {
    return await work(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
}

function timedOut(timeoutMs: number): ApiError {
  return new ApiError({
    type: 'about:blank',
    title: 'No answer in time',
    status: 0,
    code: 'timeout',
    detail: `The server did not answer within ${Math.round(timeoutMs / 1000)} seconds. Try again.`,
  });
}
