import { type RefObject, useEffect, useState } from 'react';
import type { FormRow } from '../state/form-state.ts';

/** Tables of so few rows have all their inputs at once. */
const ALL_LIVE_MAX = 40;
const AROUND_PX = 240;

/**
 * Which rows have inputs: those in sight or close to it. The others show their values as text, which costs a fiftieth, so that a table of
 * hundreds of rows is as quick as a short one. Null when all have.
 */
export function useLiveRows(box: RefObject<HTMLElement | null>, rows: readonly FormRow[], editable: boolean): ReadonlySet<number> | null {
  const many = editable && rows.length > ALL_LIVE_MAX && typeof IntersectionObserver !== 'undefined';
  const [live, setLive] = useState<ReadonlySet<number>>(() => new Set(rows.slice(0, ALL_LIVE_MAX / 2).map(({ key }) => key)));
  const order = many ? rows.map(({ key }) => key).join() : '';

  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows are looked for
  useEffect(() => {
    if (!many || !box.current) return;
    const scrolls = getComputedStyle(box.current).overflowY !== 'visible';
    const observer = new IntersectionObserver(
      (entries) =>
        setLive((before) => {
          const after = new Set(before);
          for (const { target, isIntersecting } of entries) {
            const key = Number((target as HTMLElement).dataset.key);
            if (isIntersecting) after.add(key);
            // What is typed into stays an input.
            else if (!target.contains(document.activeElement)) after.delete(key);
          }
          return after.size === before.size && [...after].every((key) => before.has(key)) ? before : after;
        }),
      { root: scrolls ? box.current : null, rootMargin: `${AROUND_PX}px 0px` },
    );
    for (const row of box.current.querySelectorAll('tbody > tr')) observer.observe(row);
    return () => observer.disconnect();
  }, [box, many, order]);

  return many ? live : null;
}
