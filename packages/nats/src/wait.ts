import { setTimeout as delay } from 'node:timers/promises';

/** Resolves after `ms`, or when `signal` aborts. Keeps the process alive only with a signal. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(ms, undefined, signal ? { signal } : { ref: false }).catch(() => {});
}

/** Resolves when `work` has ended, however, or after `ms`. */
export async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const ended = new AbortController();
  await Promise.race([work.catch(() => {}), pause(ms, ended.signal)]);
  ended.abort();
}
