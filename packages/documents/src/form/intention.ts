import { randomId } from '../state/random-id.ts';

/**
 * Idempotency keys, one an intention: the same action on the same content keeps its key however often it is tried, so that a
 * second click and a retry after a lost answer take effect once; changed content is a new intention.
 */
export type Intentions = ReturnType<typeof createIntentions>;

export function createIntentions(newKey: () => string = randomId) {
  let last: { what: string; key: string } | null = null;
  return {
    keyFor(what: string): string {
      if (last?.what !== what) last = { what, key: newKey() };
      return last.key;
    },
    last: () => last,
    /** As it was kept in the browser: whether it took effect then is not known. */
    restore(kept: unknown): void {
      const { what, key } = Object(kept) as Record<string, unknown>;
      if (typeof what === 'string' && typeof key === 'string') last = { what, key };
    },
    /** It took effect: doing the same again is meant. */
    done(): void {
      last = null;
    },
  };
}
