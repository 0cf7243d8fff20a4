/** Resolves after `ms`, or as soon as `signal` says that nobody waits any more. Keeps the process alive only where it can be ended so. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const timer = setTimeout(done, ms);
    if (!signal) timer.unref();
    signal?.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    }
  });
}

/** Resolves when `work` has ended, however, or after `ms`: who stops does not wait for ever. */
export async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const ended = new AbortController();
  await Promise.race([work.catch(() => {}), pause(ms, ended.signal)]);
  ended.abort();
}
