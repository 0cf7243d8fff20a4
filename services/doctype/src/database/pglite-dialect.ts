import type { PGlite } from '@electric-sql/pglite';
import { type DatabaseConnection, type Dialect, PGliteAdapter, PGliteDialect, PGliteDriver } from 'kysely';
import { createQueue } from './queue.ts';
import { refuseNestedConnection } from './run-transaction.ts';

const MAX_WAITING = 1000;

/** Hands out the one connection in turn, and refuses a nested request, which would wait for itself. */
class QueuedDriver extends PGliteDriver {
  readonly #queue = createQueue(MAX_WAITING);

  override async acquireConnection(): Promise<DatabaseConnection> {
    refuseNestedConnection();
    await this.#queue.enter();
    return super.acquireConnection();
  }

  override async releaseConnection(): Promise<void> {
    this.#queue.leave();
  }
}

/** Kysely's own queue sits before the driver, where nested use would already hang: ours replaces it. */
class QueuedAdapter extends PGliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/** @param close what `destroy()` does with it */
export function pgliteDialect(pglite: PGlite, close = () => pglite.close()): Dialect {
  return Object.assign(new PGliteDialect({ pglite }), {
    createAdapter: () => new QueuedAdapter(),
    createDriver: () => Object.assign(new QueuedDriver({ pglite }), { destroy: close }),
  });
}
