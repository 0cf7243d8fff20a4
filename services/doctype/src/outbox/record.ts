import { sql, type Transaction } from 'kysely';
import type { AnyDatabase } from '../database/database-config.ts';
import type { Runtime, Write } from '../transaction/runtime.ts';
import { hasFollower } from './key-order.ts';
import { BLOCKING, MOVING, type OutboxRow, ROW_COLUMNS } from './outbox-row.ts';

const MAX_ERROR_LENGTH = 500;

/** Null for a delivered message, whose later outcomes do not matter. */
export async function findUndelivered({ db }: Runtime, id: number): Promise<OutboxRow | undefined> {
  const row = await db
    .selectFrom('doctype_outbox')
    .select(ROW_COLUMNS)
    .where('id', '=', id)
    .where('state', '<>', 'delivered')
    .executeTakeFirst();
  return row as OutboxRow | undefined;
}

/** Undefined when the message was delivered already. */
export async function recordDelivered({ tx, now }: Write, { id }: OutboxRow) {
  return end(tx, id, { state: 'delivered', settled_at: now, last_error: null })
    .where('message.state', '<>', 'delivered')
    .executeTakeFirst();
}

/** Undefined when the message has ended, or was retried after the refused try. */
export async function recordRefused({ tx, now }: Write, { id }: OutboxRow, attempt: number, reason: string) {
  return end(tx, id, { state: 'refused', settled_at: now, last_error: reason.slice(0, MAX_ERROR_LENGTH) })
    .where(sql<boolean>`message.state in ${BLOCKING}`)
    .where('message.retried_after', '<', attempt)
    .executeTakeFirst();
}

/** Schedules another try, or gives up (`retryInMs` null). Counts once a try; ignored while a later try is being handed over. */
export async function recordFault(
  { db, now, inMs }: Pick<Runtime, 'db' | 'now' | 'inMs'>,
  { id }: OutboxRow,
  { attempt, reason, transient, retryInMs }: { attempt: number; reason: string; transient: boolean; retryInMs: number | null },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('doctype_outbox')
    .set((eb) => ({
      state: retryInMs === null ? 'dead' : 'pending',
      answered: eb.ref('attempts'),
      faults: eb('faults', '+', transient ? 0 : 1),
      ...(retryInMs === null ? { settled_at: now() } : { next_attempt_at: inMs(retryInMs) }),
      last_error: reason.slice(0, MAX_ERROR_LENGTH),
      claimed_by: null,
    }))
    .where('id', '=', id)
    .where(sql<boolean>`state in ${MOVING}`)
    .where((eb) => eb.or([eb('state', '=', 'dispatched'), eb('attempts', '=', attempt)]))
    .where('answered', '<', attempt)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Records that the transport has these tries, to be repeated after `silenceMs` without an outcome. Ended messages stay ended. */
export async function recordDispatched({ db, now, inMs }: Runtime, rows: readonly OutboxRow[], silenceMs: number): Promise<void> {
  const tries = sql.join(rows.map(({ id, attempts }) => sql`(${id}::bigint, ${attempts}::integer)`));
  await db
    .updateTable('doctype_outbox')
    .set({ state: 'dispatched', dispatched_at: now(), next_attempt_at: inMs(silenceMs), claimed_by: null })
    .where(sql<boolean>`(id, attempts) in (${tries})`)
    .where('state', '=', 'pending')
    .whereRef('answered', '<', 'attempts')
    .execute();
}

/** `follower`: another message of the key may be sent now. */
const end = (tx: Transaction<AnyDatabase>, id: number, values: object) =>
  tx
    .updateTable('doctype_outbox as message')
    .set({ ...values, claimed_by: null })
    .where('message.id', '=', id)
    .returning((eb) => hasFollower(eb).$castTo<boolean>().as('follower'));
