import { StoreUnavailable } from './revision-store.ts';

const LIMIT_MS = 10_000;

/** What takes longer than a call of a store may is given up; whether it is done in the end, nobody knows. */
export async function withinLimit<T>(work: () => Promise<T>, limitMs = LIMIT_MS): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new StoreUnavailable(`no answer within ${limitMs / 1_000} s`)), limitMs);
  try {
    return await Promise.race([work(), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
