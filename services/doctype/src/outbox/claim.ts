import { sql } from 'kysely';
import type { Runtime } from '../transaction/runtime.ts';
import { waitsForAnother } from './key-order.ts';
import { MOVING, type OutboxRow, ROW_COLUMNS } from './outbox-row.ts';

/** How processes of one domain share its outbox: a claim is `next_attempt_at`, pushed into the future and renewed while its holder lives. */
export interface Claims {
  /** Takes what is due and at the head of its key: never tried, to be tried again, or handed over and not heard of for too long. */
  take(limit: number): Promise<OutboxRow[]>;
  renew(ids: readonly number[]): Promise<void>;
  /** Leaves to others what was taken and not begun. */
  giveBack(ids: readonly number[]): Promise<void>;
  /** Until something is due that is not now; null when nothing is known to be. */
  nextDueMs(): Promise<number | null>;
}

export function createClaims(runtime: Runtime, holder: string, leaseMs: number): Claims {
  const { db, inMs } = runtime;
  async function change(ids: readonly number[], values: object): Promise<void> {
    if (ids.length === 0) return;
    const claimed = db.updateTable('doctype_outbox').where('id', 'in', ids).where('claimed_by', '=', holder).where('state', '=', 'pending');
    await claimed.set(values).execute();
  }
  return {
    async take(limit) {
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
    renew: (ids) => change(ids, { next_attempt_at: inMs(leaseMs) }),
    giveBack: (ids) => change(ids, { next_attempt_at: inMs(0), claimed_by: null }),
    async nextDueMs() {
      // What is past due and was not taken waits behind another or is being looked at by somebody else.
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
