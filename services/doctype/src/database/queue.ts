/** More wait than will be served before they give up. A fault, not a refusal: the same call may succeed a moment later. */
export class Overloaded extends Error {
  readonly code = 'overloaded';

  constructor() {
    super('too many wait for the database');
    this.name = 'Overloaded';
  }
}

export interface Queue {
  /** Resolves when it is this caller's turn; rejects with `Overloaded` when too many wait already. */
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
      if (waiting.length >= maxWaiting) throw new Overloaded();
      await new Promise<void>((resolve) => waiting.push(resolve));
    },
    leave() {
      const next = waiting.shift();
      if (next) next();
      else taken = false;
    },
  };
}
