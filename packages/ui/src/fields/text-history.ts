import { type KeyboardEvent, useEffect, useRef } from 'react';

const TEXTS_MAX = 100;

/**
 * Undo for an input whose text is written anew when it is left: the browser forgets what it could undo then. Typing on is one step; a paste, a
 * deletion and a reformatting are one each. A value from elsewhere begins it anew. `restore` shows a text again and says what value it means.
 */
export function useTextHistory(value: string, restore: (text: string) => string) {
  const past = useRef<string[]>([]);
  const future = useRef<string[]>([]);
  const typed = useRef<string | null>(null);
  const own = useRef(value);

  useEffect(() => {
    if (own.current === value) return;
    own.current = value;
    past.current = [];
    future.current = [];
  }, [value]);

  return {
    /** The text was changed by its user, and means `next` as a value. */
    record(before: string, after: string, next: string): void {
      own.current = next;
      future.current = [];
      const goesOn = typed.current === before && after.startsWith(before) && after.length === before.length + 1;
      typed.current = after;
      if (!goesOn && before !== past.current.at(-1)) past.current = [...past.current.slice(1 - TEXTS_MAX), before];
    },
    /** True when the key undid or redid something. */
    onKeyDown(event: KeyboardEvent, now: string): boolean {
      const key = event.key.toLowerCase();
      if (event.altKey || !(event.ctrlKey || event.metaKey) || (key !== 'z' && key !== 'y')) return false;
      const back = key === 'z' && !event.shiftKey;
      const from = back ? past : future;
      let text = from.current.pop();
      while (text === now) text = from.current.pop();
      event.preventDefault();
      // Nothing left: a table around may have something.
      if (text === undefined) return false;
      event.stopPropagation();
      (back ? future : past).current.push(now);
      typed.current = null;
      own.current = restore(text);
      return true;
    },
  };
}
