import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { AnyDatabase } from '../document-context.ts';
import { BLOCKING } from './outbox-row.ts';

type Eb = ExpressionBuilder<AnyDatabase, AnyDatabase>;

/** For a query on `doctype_outbox as message`: another of its key has to end before it. */
export function waitsForAnother(eb: Eb) {
  return eb.exists(others(eb).whereRef('other.id', '<', 'message.id').where(sql<SqlBool>`other.state in ${BLOCKING}`));
}

/** Another of its key that was sent after it has arrived, or may have: sending it now would turn their order round. */
export function isOvertaken(eb: Eb) {
  return eb.exists(
    others(eb).whereRef('other.id', '>', 'message.id').where('other.attempts', '>', 0).where('other.state', '<>', 'refused'),
  );
}

function others(eb: Eb) {
  return eb.selectFrom('doctype_outbox as other').select(eb.lit(1).as('one')).whereRef('other.key', '=', 'message.key');
}
