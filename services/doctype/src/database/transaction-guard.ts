import { AsyncLocalStorage } from 'node:async_hooks';

const openTransaction = new AsyncLocalStorage<true>();

/** Runs `work` marked as being inside a transaction, so that a second connection taken from within is refused. */
export function insideTransaction<T>(work: () => Promise<T>): Promise<T> {
  return openTransaction.run(true, work);
}

/**
 * PGlite has one connection: a query on the database beside an open transaction would wait for that transaction, which
 * waits for the query. On PostgreSQL the same mistake starves the pool. So it is an error at once, on both.
 */
export function refuseNestedConnection(): void {
  if (openTransaction.getStore()) {
    throw new Error(
      'inside a transaction only its `tx` may be used: a query on the database itself would wait for the transaction for ever',
    );
  }
}
