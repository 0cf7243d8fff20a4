import { sql } from 'kysely';
import type { Runtime } from '../transaction/runtime.ts';
import { waitsForAnother } from './key-order.ts';
import { MOVING, type OutboxRow, ROW_COLUMNS } from './outbox-row.ts';

/** How processes of one domain share its outbox: a claim moves `next_attempt_at` into the future and is renewed while its owner lives. */
export function createClaims({ db, inMs }: Runtime, holder: string, leaseMs: number) {
  async function change(ids: readonly number[], values: object): Promise<void> {
    if (ids.length === 0) return;
    const claimed = db.updateTable('doctype_outbox').where('id', 'in', ids).where('claimed_by', '=', holder).where('state', '=', 'pending');
    await claimed.set(values).execute();
  }
  return {
    /** Claims due messages that are first of their key: new, to be retried, or without an outcome for too long. */
    async take(limit: number): Promise<OutboxRow[]> {
      const rows = await db
        .with('due', (cte) =>
          cte
            .selectFrom('doctype_outbox as message')
            .select('message.id')
            .where(sql<boolean>`message.state in ${MOVING}`)
            .where('message.next_attempt_at', '<=', inMs(0))
            .where((eb) => eb.not(waitsForAnother(eb)))
            .orderBy('message.next_attempt_at')
            .orderBy('message.id')
            .limit(limit)
            .forUpdate()
            .skipLocked(),
        )
        .updateTable('doctype_outbox as message')
        .from('due')
        .whereRef('message.id', '=', 'due.id')
        .set((eb) => ({ state: 'pending', attempts: eb('message.attempts', '+', 1), next_attempt_at: inMs(leaseMs), claimed_by: holder }))
        .returning(ROW_COLUMNS.map((column) => `message.${column}` as const))
        .execute();
      return (rows as OutboxRow[]).toSorted((a, b) => a.id - b.id);
    },
    renew: (ids: readonly number[]) => change(ids, { next_attempt_at: inMs(leaseMs) }),
    /** Releases claims on messages that were not sent. */
    giveBack: (ids: readonly number[]) => change(ids, { next_attempt_at: inMs(0), claimed_by: null }),
    /** Time until the next message becomes due; null when there is none. */
    async nextDueMs(): Promise<number | null> {
      // A message that is overdue and unclaimed waits behind another, or is locked by another process.
      const { due } = await db
        .selectFrom('doctype_outbox')
        .select(sql<string | null>`extract(epoch from min(next_attempt_at) - ${inMs(0)}::timestamptz) * 1000`.as('due'))
        .where(sql<boolean>`state in ${MOVING}`)
        .where('next_attempt_at', '>', inMs(0))
        .executeTakeFirstOrThrow();
      return due === null ? null : Math.ceil(Number(due));
    },
  };
}
