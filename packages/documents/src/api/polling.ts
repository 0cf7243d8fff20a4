import { useEffect, useEffectEvent, useState } from 'react';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/** How long to wait before asking for the `asked + 1`st time: soon at first, when most things settle, then less and less often. */
export function pollPauseMs(asked: number): number {
  return Math.min(FIRST_PAUSE_MS * 1.5 ** Math.max(0, asked - 2), LONGEST_PAUSE_MS);
}

/**
 * Asks again and again while `waiting`, one question at a time. A hidden tab asks nothing; shown again it asks at once, and as often as
 * in the beginning. The end of waiting is the end of asking.
 */
export function usePolling(waiting: boolean, ask: () => Promise<unknown>): void {
  const question = useEffectEvent(ask);
  useEffect(() => {
    if (!waiting) return;
    let asked = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    let asking = false;
    const plan = () => {
      clearTimeout(timer);
      if (!over && !document.hidden) timer = setTimeout(run, pollPauseMs(asked));
    };
    const run = async () => {
      asking = true;
      asked += 1;
      // What went wrong stands in the query that was asked; here it only means that nothing is known yet.
      await question().catch(() => undefined);
      asking = false;
      plan();
    };
    const onVisibility = () => {
      clearTimeout(timer);
      if (document.hidden || asking) return;
      asked = 0;
      void run();
    };
    plan();
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      over = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [waiting]);
}

/** The time, in milliseconds, looked at again every `everyMs` while `running`: for words that depend on how long something has lasted. */
export function useNow(running: boolean, everyMs = 1_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!running) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [running, everyMs]);
  return now;
}
