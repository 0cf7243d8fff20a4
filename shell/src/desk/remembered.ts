import { useState } from 'react';

/** Reads from local storage; null when there is no value, or storage is forbidden. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Writes to local storage; does nothing when that is full or forbidden. */
export function remember(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {}
}

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
