import { useEffect, useSyncExternalStore } from 'react';
import type * as parts from './parts.ts';

type Popups = typeof parts;

let popups: Popups | undefined;
let loading: Promise<void> | undefined;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Fetches what opens over a page (menus, dialogs, lists): no first screen shows any. After a failure the next call tries again. */
export function loadPopups(): Promise<void> {
  loading ??= import('./parts.ts').then(
    (module) => {
      popups = module;
      for (const listener of listeners) listener();
    },
    (error) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

/** The same for whoever goes on without them: offline, they come once the network is back. */
export function wantPopups(): void {
  loadPopups().catch(() => addEventListener('online', wantPopups, { once: true }));
}

/** The popups, as soon as they are there; `wanted` fetches them. */
export function usePopups(wanted: boolean): Popups | undefined {
  useEffect(() => {
    if (wanted) wantPopups();
  }, [wanted]);
  return useSyncExternalStore(subscribe, () => popups);
}

/** Fetches the popups at the first sign of a user, so that hardly any of them is waited for. */
export function useEarlyPopups(): void {
  useEffect(() => {
    const controller = new AbortController();
    const load = () => {
      controller.abort();
      wantPopups();
    };
    for (const sign of ['pointermove', 'pointerdown', 'keydown']) document.addEventListener(sign, load, { signal: controller.signal });
    return () => controller.abort();
  }, []);
}

/** What reads days and numbers as people write them. */
export interface Readers {
  /** A day as YYYY-MM-DD, null for other text. */
  readDay(text: string, today: string): string | null;
  /** A decimal string; other text comes back as it was. */
  parseNumber(text: string, options: Parameters<Popups['readNumber']>[1]): string;
}

/** Fetches what reads pasted days and numbers; fields read what is typed into them by themselves. */
export async function loadReaders(): Promise<Readers> {
  await loadPopups();
  if (!popups) throw new Error('what reads days and numbers is not there');
  const { parseDate, readNumber } = popups;
  return {
    parseNumber: (text, options) => readNumber(text, options)?.decimal ?? text,
    readDay(text, today) {
      const found = parseDate(text, { today });
      return 'day' in found ? found.day : null;
    },
  };
}
