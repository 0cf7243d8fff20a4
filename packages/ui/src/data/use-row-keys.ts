import { type FocusEvent, type KeyboardEvent, useState } from 'react';

const OPENERS = '.desk-row-open';
const PAGE_ROWS = 10;

/** One tab stop for the whole grid: arrows, Home, End and Page keys move the focus among what opens the rows. Enter is the control’s own. */
export function useRowKeys(rowCount: number) {
  const [at, setAt] = useState(0);
  const stop = Math.min(at, Math.max(0, rowCount - 1));

  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const index = openers(event.currentTarget).indexOf(event.target);
    if (index >= 0) setAt(index);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const all = openers(event.currentTarget);
    const from = all.indexOf(event.target as HTMLElement);
    const to = next(event.key, from, all.length);
    if (from < 0 || to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    all[to]?.focus();
    all[to]?.scrollIntoView?.({ block: 'nearest' });
  };
  return { stop, onFocus, onKeyDown };
}

function openers(body: HTMLElement): HTMLElement[] {
  return [...body.querySelectorAll<HTMLElement>(OPENERS)];
}

function next(key: string, from: number, count: number): number | undefined {
  const last = count - 1;
  const moves: Record<string, number> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + PAGE_ROWS,
    PageUp: from - PAGE_ROWS,
    Home: 0,
    End: last,
  };
  const to = moves[key];
  return to === undefined ? undefined : Math.max(0, Math.min(last, to));
}
