import { useEffect, useEffectEvent, useState } from 'react';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/** Soon at first, when most things settle, then less and less often. */
export function pollPauseMs(asked: number): number {
  return Math.min(FIRST_PAUSE_MS * 1.5 ** Math.max(0, asked - 2), LONGEST_PAUSE_MS);
}

/** Asks again and again while `waiting`, one question at a time; not in a hidden tab, which asks at once when it is shown. */
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
      // The query itself holds the error.
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

/** The time, read every `everyMs` while `running`. */
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
