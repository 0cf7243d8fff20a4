type Keeping = typeof import('../keeping/index.ts');

let loading: Promise<Keeping> | null = null;

/**
 * Merging and keeping what is typed: no form is drawn with it. Each fetches it soon after, because after a new release an open desk can no
 * longer fetch a part of its build. Rejects when it cannot be fetched; the next call tries again.
 */
export function loadKeeping(): Promise<Keeping> {
  loading ??= import('../keeping/index.ts').catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}
