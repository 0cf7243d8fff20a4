import { type RawBuilder, sql } from 'kysely';
import type { HostDatabase } from '../domains/hosted-domain.ts';

const LOCK_NOT_AVAILABLE = '55P03';
/** Below PostgreSQL's deadlock_timeout (1 s), so that in a deadlock this transaction gives way. */
const LOCK_TIMEOUT = '500ms';

/** Locks the tables until the transaction ends, or gives up after half a second: it is never a writer that dies in a deadlock. */
export async function lockTables(
  tx: HostDatabase,
  tables: readonly RawBuilder<unknown>[],
  mode: 'share' | 'share row exclusive' | 'access share',
): Promise<void> {
  await sql`set local lock_timeout = ${sql.lit(LOCK_TIMEOUT)}`.execute(tx);
  await sql`lock table ${sql.join(tables)} in ${sql.raw(mode)} mode`.execute(tx);
}

/** Repeats a transaction that `lockTables` gave up. */
export async function retryLocking<T>(attempts: number, transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt >= attempts || !isLockTimeout(error)) throw error;
    }
  }
}

export function isLockTimeout(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === LOCK_NOT_AVAILABLE) || isLockTimeout(error.cause);
}
