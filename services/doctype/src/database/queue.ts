import { Unavailable } from '@business-m/protocols';

export interface Queue {
  /** Resolves when it is this caller's turn; rejects with `Unavailable` (`overloaded`) when too many wait already. */
  enter(): Promise<void>;
  leave(): void;
}

/** One at a time, in the order of asking. */
export function createQueue(maxWaiting: number): Queue {
  const waiting: (() => void)[] = [];
  let taken = false;
  return {
    async enter() {
      if (!taken) {
        taken = true;
        return;
      }
      if (waiting.length >= maxWaiting) throw new Unavailable('Too many wait for the database.', { code: 'overloaded' });
      await new Promise<void>((resolve) => waiting.push(resolve));
    },
    leave() {
      const next = waiting.shift();
      if (next) next();
      else taken = false;
    },
  };
}
