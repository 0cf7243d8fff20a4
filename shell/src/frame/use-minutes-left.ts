import { useEffect, useState } from 'react';

const MINUTE_MS = 60_000;

/** Whole minutes until `moment`, rounded up. Calls `onEnd` as it passes, not when it has passed: a wrong clock would reload in a loop. */
export function useMinutesLeft(moment: string, onEnd: () => void): number {
  const [now, setNow] = useState(Date.now);
  const leftMs = Math.max(0, Date.parse(moment) - now);
  useEffect(() => {
    if (leftMs === 0) return;
    const timer = setTimeout(
      () => {
        setNow(Date.now());
        if (Date.now() >= Date.parse(moment)) onEnd();
      },
      leftMs % MINUTE_MS || MINUTE_MS,
    );
    return () => clearTimeout(timer);
  }, [moment, leftMs, onEnd]);
  return Math.ceil(leftMs / MINUTE_MS);
}
