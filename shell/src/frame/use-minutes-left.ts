import { useEffect, useState } from 'react';

const MINUTE_MS = 60_000;

/**
 * Whole minutes until a moment, rounded up; 0 when it has passed. Calls `onEnd` once when it passes while somebody looks; not when it had
 * passed before, since a clock that goes wrong would then reload the page for ever.
 */
export function useMinutesLeft(moment: string, onEnd: () => void): number {
  const [now, setNow] = useState(Date.now);
  const leftMs = Math.max(0, Date.parse(moment) - now);
  useEffect(() => {
    if (leftMs === 0) return;
    // To the next whole minute before the moment.
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
