import { Unavailable } from '@business-m/protocols';
import type { Kysely, Transaction } from 'kysely';
import { isTransactionLost } from './database-error.ts';
import { insideTransaction } from './transaction-guard.ts';

/** Who loses this often is in a crowd that does not dissolve by itself. */
const MAX_LOSSES = 6;
const FIRST_WAIT_MS = 5;

/** Runs `work` in a transaction of its own, again when it lost against another one: it has no effects beside `tx`. `prepare` runs before each attempt. */
export function runTransaction<DB, T>(
  db: Kysely<DB>,
  work: (tx: Transaction<DB>) => Promise<T>,
  prepare: () => Promise<void> = async () => {},
): Promise<T> {
  return retryWhenLost(async () => {
    await prepare();
    return db.transaction().execute((tx) => insideTransaction(() => work(tx)));
  });
}

/**
 * Runs `work` (a transaction, or one statement) again when PostgreSQL ended it for another's sake: a deadlock, a serialisation failure,
 * a statement prepared before its table was altered. Nothing else: whether a commit on a broken connection happened is not known.
 */
export async function retryWhenLost<T>(work: () => Promise<T>): Promise<T> {
  for (let losses = 1; ; losses += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isTransactionLost(error)) throw error;
      if (losses === MAX_LOSSES) throw new Unavailable('Too many change the same at once.', { code: 'overloaded', cause: error });
    }
    // Those who met in a deadlock must not meet again at once.
    await new Promise((resolve) => setTimeout(resolve, FIRST_WAIT_MS * 2 ** losses * Math.random()));
  }
}
