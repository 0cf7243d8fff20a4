import type { SequenceState } from '@business-m/metadata/operations';
import { type RawBuilder, sql } from 'kysely';
import type { Place, Table } from './schema-shape.ts';

/** The rows of a piece of a table, each as the database itself writes it as JSON: no digit and no microsecond is lost. */
export async function readRows({ db, schema }: Place, table: Table, range: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select row_to_json(piece)::text as line
    from (select ${columnsOf(table)} from ${sql.table(`${schema}.${table.name}`)} where ${range}) as piece`.execute(db);
  return rows.map(({ line }) => line);
}

/** Inserts rows that `readRows` has read. What the database makes by itself (generated columns), it makes again. */
export async function insertRows({ db, schema }: Place, table: Table, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  const into = sql.table(`${schema}.${table.name}`);
  await sql`insert into ${into} (${columnsOf(table)}) overriding system value
    select ${columnsOf(table)} from json_populate_recordset(null::${into}, ${`[${lines.join(',')}]`}::json)`.execute(db);
}

const columnsOf = ({ columns }: Table) => sql.join(columns.map(({ name }) => sql.ref(name)));

export async function readSequence({ db, schema }: Place, name: string): Promise<SequenceState> {
  const { rows } = await sql<SequenceState>`
    select last_value::text as last, is_called as called from ${sql.table(`${schema}.${name}`)}`.execute(db);
  const state = rows[0];
  if (!state) throw new Error(`the sequence ${name} has no state`);
  return state;
}

export async function writeSequence({ db, schema }: Place, name: string, { last, called }: SequenceState): Promise<void> {
  await sql`select setval(${`"${schema}"."${name}"`}::regclass, ${last}::bigint, ${called})`.execute(db);
}

/** Empties the tables and removes constraints, so that rows can be inserted in any order. The answer restores and checks them. */
export async function makeWay({ db, schema }: Place, tables: readonly Table[]): Promise<() => Promise<void>> {
  const { rows: keys } = await sql<{ table: string; name: string; definition: string }>`
    select c.relname as "table", k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${schema} and k.contype = 'f' order by 1, 2`.execute(db);
  const table = (name: string) => sql.table(`${schema}.${name}`);
  // Triggers of a ledger, or of a fence that an earlier move left, would refuse the truncation.
  for (const { name } of tables) await sql`alter table ${table(name)} disable trigger user`.execute(db);
  for (const key of keys) await sql`alter table ${table(key.table)} drop constraint ${sql.id(key.name)}`.execute(db);
  await sql`truncate ${sql.join(tables.map(({ name }) => table(name)))}`.execute(db);
  return async () => {
    for (const key of keys)
      await sql`alter table ${table(key.table)} add constraint ${sql.id(key.name)} ${sql.raw(key.definition)}`.execute(db);
    for (const { name } of tables) await sql`alter table ${table(name)} enable trigger user`.execute(db);
  };
}

/** Empties the tables, and numbering begins anew. */
export async function emptyTables({ db, schema }: Place, tables: readonly Table[]): Promise<void> {
  const all = tables.map(({ name }) => sql.table(`${schema}.${name}`));
  for (const table of all) await sql`alter table ${table} disable trigger user`.execute(db);
  await sql`truncate ${sql.join(all)} restart identity`.execute(db);
  for (const table of all) await sql`alter table ${table} enable trigger user`.execute(db);
}

/** The first table that has rows; null when there is none. */
export async function firstFullTable({ db, schema }: Place, tables: readonly Table[]): Promise<string | null> {
  for (const { name } of tables) {
    const { rows } = await sql<{ full: boolean }>`select exists (select 1 from ${sql.table(`${schema}.${name}`)}) as "full"`.execute(db);
    if (rows[0]?.full) return name;
  }
  return null;
}
