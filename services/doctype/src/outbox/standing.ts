import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { AnyDatabase } from '../database/database-config.ts';
import { BLOCKING } from './outbox-row.ts';

type Eb = ExpressionBuilder<AnyDatabase, AnyDatabase>;

/**
 * For a query on `doctype_outbox as message`: another of its key has to end before it. Asked as "is the first open one of the key before it",
 * with a limit, so that it is a look into an index for each message and never a join over all of them, whatever the statistics say.
 */
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

/** It was given up, so it may have arrived or not, and others of its key wait to know. What was refused holds up nobody. */
export function holdsUpOthers(eb: Eb) {
  return eb.and([
    sql<SqlBool>`message.state = 'dead'`,
    eb.exists(
      eb
        .selectFrom('doctype_outbox as later')
        .select(eb.lit(1).as('one'))
        .whereRef('later.key', '=', 'message.key')
        .whereRef('later.id', '>', 'message.id')
        .where(sql<SqlBool>`later.state in ${BLOCKING}`),
    ),
  ]);
}

/** Another of its key that was sent after it has arrived, or may have: sending it now would turn their order round. */
export function isOvertaken(eb: Eb) {
  return eb.exists(
    eb
      .selectFrom('doctype_outbox as later')
      .select(eb.lit(1).as('one'))
      .whereRef('later.key', '=', 'message.key')
      .whereRef('later.id', '>', 'message.id')
      .where('later.attempts', '>', 0)
      .where('later.state', '<>', 'refused'),
  );
}
