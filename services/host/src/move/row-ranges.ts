import { type RawBuilder, sql } from 'kysely';
import type { Place } from './schema-shape.ts';

/** Of a table's file: 128 kB at PostgreSQL's usual 8 kB, so that a page of rows stays small whatever the table. */
const BLOCKS = 16;

/** Conditions that cut a table into pieces of its file. Rows stand still while the schema is fenced, so each is in exactly one. */
export async function* rowRanges({ db, schema }: Place, table: string): AsyncGenerator<RawBuilder<unknown>> {
  const { rows } = await sql<{ blocks: number }>`
    select (pg_relation_size(${`"${schema}"."${table}"`}::regclass) / current_setting('block_size')::int)::int as blocks`.execute(db);
  const end = Number(rows[0]?.blocks ?? 0);
  for (let block = 0; block < end; block += BLOCKS) {
    yield sql`ctid >= ${sql.lit(`(${block},0)`)}::tid and ctid < ${sql.lit(`(${block + BLOCKS},0)`)}::tid`;
  }
}
