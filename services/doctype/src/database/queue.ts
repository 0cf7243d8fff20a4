import { Unavailable } from '@business-m/protocols';

/** One at a time, in the order of asking. */
export function createQueue(maxWaiting: number) {
  const waiting: (() => void)[] = [];
  let taken = false;
  return {
    /** Resolves when it is this caller's turn; rejects with `Unavailable` (`overloaded`) when too many wait already. */
    async enter(): Promise<void> {
      if (!taken) {
        taken = true;
        return;
      }
      if (waiting.length >= maxWaiting) throw new Unavailable('Too many wait for the database.', { code: 'overloaded' });
      await new Promise<void>((resolve) => waiting.push(resolve));
    },
    leave(): void {
      const next = waiting.shift();
      if (next) next();
      else taken = false;
    },
  };
}
