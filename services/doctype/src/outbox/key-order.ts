import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { AnyDatabase } from '../database/database-config.ts';
import { BLOCKING, MOVING } from './outbox-row.ts';

export type Eb = ExpressionBuilder<AnyDatabase, AnyDatabase>;

// Conditions for a query on `doctype_outbox as message`: how a message stands in the order of its key.

/** An earlier message of its key is still open. The subquery has a limit, so that PostgreSQL always uses the index. */
export function waitsForAnother(eb: Eb) {
  const first = eb
    .selectFrom('doctype_outbox as open')
    .select('open.id')
    .whereRef('open.key', '=', 'message.key')
    .where(sql<SqlBool>`open.state in ${BLOCKING}`)
    .orderBy('open.id')
    .limit(1);
  return eb(eb.fn.coalesce(first, eb.ref('message.id')), '<', eb.ref('message.id'));
}

/** It was given up and may have arrived, so later messages of its key wait. A refused message holds up none. */
export function holdsUpOthers(eb: Eb) {
  return eb.and([sql<SqlBool>`message.state = 'dead'`, eb.exists(later(eb).where(sql<SqlBool>`later.state in ${BLOCKING}`))]);
}

/** A later message of its key may have arrived: sending this one now would reverse their order. */
export function isOvertaken(eb: Eb) {
  return eb.exists(later(eb).where('later.attempts', '>', 0).where('later.state', '<>', 'refused'));
}

/** Another message of its key may go once it has ended. */
export function hasFollower(eb: Eb) {
  return eb.exists(later(eb).where(sql<SqlBool>`later.state in ${MOVING}`));
}

function later(eb: Eb) {
  return eb
    .selectFrom('doctype_outbox as later')
    .select(eb.lit(1).as('one'))
    .whereRef('later.key', '=', 'message.key')
    .whereRef('later.id', '>', 'message.id');
}
