import type { PGlite } from '@electric-sql/pglite';
import { type DatabaseConnection, type Driver, PGliteAdapter, PGliteDialect, PGliteDriver } from 'kysely';
import { createQueue } from './queue.ts';
import { refuseNestedConnection } from './transaction-guard.ts';

const MAX_WAITING = 1000;

/** Hands out the one connection in turn, and refuses what could only wait for itself. */
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

export class QueuedPGliteDialect extends PGliteDialect {
  readonly #pglite: PGlite;

  constructor(pglite: PGlite) {
    super({ pglite });
    this.#pglite = pglite;
  }

  override createAdapter(): PGliteAdapter {
    return new QueuedAdapter();
  }

  override createDriver(): Driver {
    return new QueuedDriver({ pglite: this.#pglite });
  }
}
