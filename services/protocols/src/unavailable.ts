import { DeadlineExceeded } from './deadline.ts';

/**
 * What is needed cannot be reached now: a database that is down, nobody who answers, too many who wait. A fault, not a refusal: the same
 * call succeeds once it is back, so whoever carries messages tries again for ever.
 */
export class Unavailable extends Error {
  readonly code: 'unavailable' | 'overloaded';

  constructor(message: string, options: ErrorOptions & { code?: 'unavailable' | 'overloaded' } = {}) {
    super(message, options);
    this.name = 'Unavailable';
    this.code = options.code ?? 'unavailable';
  }
}

/** Whether time alone can mend it. Any other fault is tried a bounded number of times. */
export function isTransient(error: unknown): boolean {
  return error instanceof Unavailable || error instanceof DeadlineExceeded;
}
