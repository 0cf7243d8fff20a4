import { useEffect } from 'react';

type Keeping = typeof import('../keeping/index.ts');

let loading: Promise<Keeping> | null = null;

/** Merging and keeping what is typed: no form needs it at once. Rejects when it cannot be fetched; the next call tries again. */
export function loadKeeping(): Promise<Keeping> {
  loading ??= import('../keeping/index.ts').catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** Fetches it as soon as the form is drawn: after a new release an open desk can no longer fetch a part of its build. */
export function useKeepingReady(): void {
  useEffect(() => {
    loadKeeping().catch(() => {});
  }, []);
}
