import { type RawBuilder, sql } from 'kysely';

/** Triggers that make the database refuse UPDATE, DELETE and TRUNCATE of these tables. */
export function appendOnly(schema: string, tables: readonly string[]): RawBuilder<unknown>[] {
  const refuse = sql.id(schema, 'refuse_ledger_change');
  return [
    sql`create function ${refuse}() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
      end
    $$`,
    ...tables.map(
      (table) => sql`create trigger append_only before update or delete or truncate on ${sql.table(`${schema}.${table}`)}
        for each statement execute function ${refuse}()`,
    ),
  ];
}
