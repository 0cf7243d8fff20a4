import type { MessageState } from '@business-m/metadata';
import { Refusal } from '@business-m/protocols';
import type { AliasedExpression, ExpressionBuilder, SqlBool, Transaction } from 'kysely';
import type { AnyDatabase } from '../database/database-config.ts';
import { type OutboxRow, ROW_COLUMNS } from './outbox-row.ts';

export type Letter<Standing extends string> = OutboxRow & { state: MessageState } & Record<Standing, boolean>;

/** A message that somebody wants to do something about, locked until the transaction ends, with how it stands to others of its key. */
export async function findLetter<Standing extends string>(
  tx: Transaction<AnyDatabase>,
  id: number,
  standing: (eb: ExpressionBuilder<AnyDatabase, AnyDatabase>) => AliasedExpression<SqlBool, Standing>[],
): Promise<Letter<Standing>> {
  const letter = await tx
    .selectFrom('doctype_outbox as message')
    .select([...ROW_COLUMNS, 'state'])
    .select((eb) => standing(eb as never))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!letter) throw new Refusal({ code: 'not-found', message: `There is no message ${id}.` });
  return letter as unknown as Letter<Standing>;
}
