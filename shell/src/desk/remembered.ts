import { useState } from 'react';

/** A text that this browser remembers under `key`; null when it has none, or must not say. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Storage may be full or forbidden; the text is then forgotten with the page. */
export function remember(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {}
}

/** A yes or no that this browser remembers. */
export function useRememberedFlag(key: string): [boolean, (value: boolean) => void] {
  const [value, setValue] = useState(() => recall(key) === 'yes');
  return [
    value,
    (next) => {
      setValue(next);
      remember(key, next ? 'yes' : 'no');
    },
  ];
}
