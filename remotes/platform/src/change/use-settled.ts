import { useEffect, useState } from 'react';

const SETTLE_MS = 250;

/** A text once it has not changed for a moment: what is typed or dragged is not asked about letter by letter. */
export function useSettledText(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
