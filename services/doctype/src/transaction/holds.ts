import { sql, type Transaction } from 'kysely';
import type { AnyDatabase } from '../database/database-config.ts';
import { transactionLost } from '../database/database-error.ts';
import { runTransaction } from '../database/run-transaction.ts';
import type { ForeignKey } from './prefetched-references.ts';
import type { Runtime } from './runtime.ts';

/** How long what names a document waits at most: longer than a change of it can take, so that it matters only when its owner dies. */
const HOLD = '30 seconds';
/** Nobody remembers for so long what they have fetched. */
const FORGET = '1 hour';
/** By how much two clocks may drift apart during one write. */
const SLACK_MS = 5;

/** Waits for writes that name the documents, and makes later ones wait until `releaseHold`. */
export async function placeHold({ db, schema }: Runtime, keys: readonly ForeignKey[], token: string): Promise<void> {
  if (keys.length === 0) return;
  await runTransaction(db, async (transaction) => {
    const tx = transaction.withSchema(schema);
    await sql`select pg_advisory_xact_lock(${lockOf(schema)})`.execute(tx);
    await tx
      .deleteFrom('doctype_hold')
      .where('held_until', '<', sql<Date>`clock_timestamp() - interval ${sql.lit(FORGET)}`)
      .execute();
    await tx
      .insertInto('doctype_hold')
      .values(keys.map((key) => ({ ...key, token, held_until: sql`clock_timestamp() + interval ${sql.lit(HOLD)}` })))
      .onConflict((conflict) =>
        conflict.columns(['path', 'id', 'token']).doUpdateSet(({ ref }) => ({ held_until: ref('excluded.held_until') })),
      )
      .execute();
  });
}

/** The rows stay: whoever has fetched a document before its change sees by them that it was held since. */
export async function releaseHold({ db }: Runtime, token: string): Promise<void> {
  await db
    .updateTable('doctype_hold')
    .set({ held_until: sql`clock_timestamp()` })
    .where('token', '=', token)
    .where('held_until', '>', sql<Date>`clock_timestamp()`)
    .execute();
}

/**
 * Throws, so that the transaction runs again, when one of `keys` was held at `sinceMs` (`performance.now()`) or after. Otherwise a hold waits
 * for this transaction.
 */
export async function refuseHeld(
  tx: Transaction<AnyDatabase>,
  schema: string,
  keys: readonly ForeignKey[],
  sinceMs: number,
): Promise<void> {
  const { rows } = await sql<{ now: string }>`
    select clock_timestamp()::text as now from pg_advisory_xact_lock_shared(${lockOf(schema)})`.execute(tx);
  // Measured after the answer, so that by the database's clock it is never later than it was.
  const agoMs = performance.now() - sinceMs + SLACK_MS;
  const paths = [...Map.groupBy(keys, ({ path }) => path)].map(([path, group]) => ({ path, ids: [...new Set(group.map(({ id }) => id))] }));
  const held = await tx
    .selectFrom('doctype_hold')
    .select('path')
    .where('held_until', '>=', sql<Date>`${rows[0]?.now}::timestamptz - ${agoMs}::double precision * interval '1 millisecond'`)
    .where((eb) => eb.or(paths.map(({ path, ids }) => eb.and([eb('path', '=', path), eb('id', 'in', ids)]))))
    .limit(1)
    .executeTakeFirst();
  if (held) throw transactionLost(`${held.path} was changed, or is being changed, since it was fetched`);
}

function lockOf(schema: string) {
  return sql`hashtextextended(${`business-m holds ${schema}`}, 0)`;
}
