import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { FormRow } from '../state/form-state.ts';

interface Step {
  rows: readonly FormRow[];
  /** The cell that was typed into; typing on in it is the same step. */
  cell: string | null;
}

const STEPS_MAX = 100;

/** `undo` for Ctrl-Z, `redo` for Ctrl-Shift-Z and Ctrl-Y. */
function intentOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): 'undo' | 'redo' | null {
  if (altKey || !(ctrlKey || metaKey)) return null;
  if (key.toLowerCase() === 'z') return shiftKey ? 'redo' : 'undo';
  return key.toLowerCase() === 'y' && !shiftKey ? 'redo' : null;
}

/** A list that is open has text of its own to undo. */
const isSearching = ({ target }: KeyboardEvent) => target instanceof Element && target.getAttribute('aria-expanded') === 'true';

const sameValues = (a: readonly FormRow[], b: readonly FormRow[]) =>
  a.length === b.length && a.every((row, index) => row.key === b[index]?.key && row.values === b[index]?.values);

const sameContent = (a: readonly FormRow[], b: readonly FormRow[]) =>
  JSON.stringify(a.map(({ values }) => values)) === JSON.stringify(b.map(({ values }) => values));

/**
 * What was done to a table's rows, for Ctrl-Z: cells typed into, blocks pasted, rows added and deleted. Rows that change otherwise (a document
 * loaded anew) begin it anew.
 */
export function useRowHistory(rows: readonly FormRow[], restore: (rows: readonly FormRow[]) => void) {
  const past = useRef<Step[]>([]);
  const future = useRef<(readonly FormRow[])[]>([]);
  const seen = useRef(rows);
  const isOwn = useRef(false);

  useEffect(() => {
    if (!isOwn.current && !sameValues(seen.current, rows)) {
      past.current = [];
      future.current = [];
    }
    isOwn.current = false;
    seen.current = rows;
  }, [rows]);

  return {
    /** Before a change of one's own. */
    record(cell: string | null = null): void {
      isOwn.current = true;
      future.current = [];
      if (cell !== null && past.current.at(-1)?.cell === cell) return;
      past.current = [...past.current.slice(1 - STEPS_MAX), { rows: seen.current, cell }];
    },
    /** True when the key was for undoing, whether there was something to undo or not. */
    onKeyDown(event: KeyboardEvent): boolean {
      const intent = intentOf(event);
      if (intent === null || isSearching(event)) return false;
      event.preventDefault();
      const now = seen.current;
      const next = intent === 'undo' ? backFrom(past.current, now) : future.current.pop();
      if (!next) return true;
      if (intent === 'undo') future.current.push(now);
      else past.current.push({ rows: now, cell: null });
      isOwn.current = true;
      restore(next);
      return true;
    },
  };
}

/** The last step that says something else than `now`: what a field undid by itself is no step. */
function backFrom(past: Step[], now: readonly FormRow[]): readonly FormRow[] | undefined {
  for (let step = past.pop(); step; step = past.pop()) if (!sameContent(step.rows, now)) return step.rows;
  return undefined;
}
