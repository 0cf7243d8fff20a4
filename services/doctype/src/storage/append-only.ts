import { type RawBuilder, sql } from 'kysely';

/**
 * For a migration: makes a ledger's tables append-only. The database itself refuses UPDATE, DELETE and TRUNCATE, whoever writes.
 *
 * @param schema the domain's own
 */
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
