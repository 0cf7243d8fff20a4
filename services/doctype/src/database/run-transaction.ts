import { AsyncLocalStorage } from 'node:async_hooks';
import { Unavailable } from '@business-m/protocols';
import type { Kysely, Transaction } from 'kysely';
import { isTransactionLost } from './database-error.ts';

/** Losing this often means contention that does not pass by itself. */
const MAX_LOSSES = 6;
const FIRST_WAIT_MS = 5;

/** Runs `work` in a transaction, again when it lost against another; `work` has no other effects. `prepare` runs before each attempt. */
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
 * Reads with one view of the database: whatever is written meanwhile, no two statements of `work` contradict each other. It only reads, through the
 * `tx` that it is given; other domains are asked afterwards.
 */
export function readSnapshot<DB, T>(db: Kysely<DB>, work: (tx: Transaction<DB>) => Promise<T>): Promise<T> {
  const reading = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return retryWhenLost(() => reading.execute((tx) => insideTransaction(() => work(tx))));
}

/** Repeats `work` after a deadlock, a serialisation failure or a stale plan. Never after a broken commit, which may have happened. */
export async function retryWhenLost<T>(work: () => Promise<T>): Promise<T> {
  for (let losses = 1; ; losses += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isTransactionLost(error)) throw error;
      if (losses === MAX_LOSSES) throw new Unavailable('Too many change the same at once.', { code: 'overloaded', cause: error });
    }
    // Transactions that met in a deadlock must not meet again at once.
    await new Promise((resolve) => setTimeout(resolve, FIRST_WAIT_MS * 2 ** losses * Math.random()));
  }
}

const openTransaction = new AsyncLocalStorage<true>();

/** Runs `work` marked as being inside a transaction, so that a second connection taken from within is refused. */
export function insideTransaction<T>(work: () => Promise<T>): Promise<T> {
  return openTransaction.run(true, work);
}

/** Throws inside a transaction: a second connection would wait for ever on PGlite, and exhausts the pool on PostgreSQL. */
export function refuseNestedConnection(): void {
  if (openTransaction.getStore()) {
    throw new Error(
      'inside a transaction only its `tx` may be used: a query on the database itself would wait for the transaction for ever',
    );
  }
}
