import { readTables } from '@business-m/doctype';
import type { SchemaShape } from '@business-m/metadata/operations';
import { type RawBuilder, sql } from 'kysely';
import type { HostDatabase } from '../domains/hosted-domain.ts';

/** Blocks of a table's file that are read at once: 128 kB at PostgreSQL's usual 8 kB, so that a page of rows stays small. */
const BLOCKS = 16;
/** The engine's notes about the schema itself: each database keeps its own. */
const NOTES = ['engine_migration', 'domain_migration', 'doctype_baking', 'doctype_release'];

export type Table = SchemaShape['tables'][number];
export type Column = Table['columns'][number];

/** A domain's schema in a database. */
export interface Place {
  db: HostDatabase;
  schema: string;
}

export async function readShape({ db, schema }: Place): Promise<SchemaShape> {
  const tables = [...(await readTables(db, schema))].filter(([name]) => !NOTES.includes(name));
  const { rows: sequences } = await sql<{ name: string; owner: string | null }>`
    select c.relname as name, o.relname as owner
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      left join pg_depend d on d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i')
      left join pg_class o on o.oid = d.refobjid and o.relkind = 'r'
    where n.nspname = ${schema} and c.relkind = 'S' order by c.relname collate "C"`.execute(db);
  return {
    tables: tables.map(([name, columns]) => ({ name, columns: [...columns].map(([column, type]) => ({ name: column, type })) })),
    sequences: sequences.filter(({ owner }) => owner === null || !NOTES.includes(owner)).map(({ name }) => name),
    migrations: await readMigrations({ db, schema }),
  };
}

/** `name` is qualified, and quoted where necessary. */
export async function tableExists(db: HostDatabase, name: string): Promise<boolean> {
  const { rows } = await sql<{ here: boolean }>`select to_regclass(${name}) is not null as here`.execute(db);
  return rows[0]?.here === true;
}

async function readMigrations({ db, schema }: Place): Promise<string[]> {
  const names: string[] = [];
  for (const table of ['engine_migration', 'domain_migration']) {
    if (!(await tableExists(db, `"${schema}"."${table}"`))) continue;
    const { rows } = await sql<{ name: string }>`select name from ${sql.table(`${schema}.${table}`)} order by name`.execute(db);
    names.push(...rows.map(({ name }) => `${table}/${name}`));
  }
  return names;
}

/** What the target lacks or has too much of, in a sentence; null when rows of one fit into the other. */
export function shapeDifference(source: SchemaShape, target: SchemaShape): string | null {
  const describe = ({ tables, sequences, migrations }: SchemaShape) => [
    ...migrations.map((name) => `the migration ${name}`),
    ...tables.flatMap((table) => table.columns.map(({ name, type }) => `the column ${table.name}.${name} (${type})`)),
    ...sequences.map((name) => `the sequence ${name}`),
  ];
  const [here, there] = [new Set(describe(source)), new Set(describe(target))];
  const missing = [...here].find((part) => !there.has(part));
  if (missing !== undefined) return `it lacks ${missing}`;
  const strange = [...there].find((part) => !here.has(part));
  return strange === undefined ? null : `it has ${strange}, which this build does not know`;
}

/** The tables whose files are empty: none has a row. In one look, for a whole schema. */
export async function readEmptyTables({ db, schema }: Place): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${schema} and c.relkind = 'r' and pg_relation_size(c.oid) = 0`.execute(db);
  return new Set(rows.map(({ name }) => name));
}

/** A piece of a table's file: where it begins, and the condition for its rows. */
export interface RowRange {
  block: number;
  condition: RawBuilder<unknown>;
}

/** Cuts a table into pieces of its file, from a block on. Rows stand still (the schema is fenced, or this is a snapshot), so each is in exactly one. */
export async function* rowRanges({ db, schema }: Place, table: string, from = 0): AsyncGenerator<RowRange> {
  const { rows } = await sql<{ blocks: number }>`
    select (pg_relation_size(${`"${schema}"."${table}"`}::regclass) / current_setting('block_size')::int)::int as blocks`.execute(db);
  const end = Number(rows[0]?.blocks ?? 0);
  for (let block = from; block < end; block += BLOCKS) {
    const condition = sql`ctid >= ${sql.lit(`(${block},0)`)}::tid and ctid < ${sql.lit(`(${block + BLOCKS},0)`)}::tid`;
    yield { block, condition };
  }
}
