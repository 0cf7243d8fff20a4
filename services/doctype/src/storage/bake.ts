import { type Kysely, sql, type Transaction } from 'kysely';
import type { AnyDatabase } from '../database/database-config.ts';
import { type OtherTypes, plannedStatements } from './bake-plan.ts';
import type { StoredDocType } from './doctype-storage.ts';

/** Creates missing tables, columns and indexes and widens numbers; never drops or narrows. Records each statement. */
export async function bake(
  tx: Transaction<AnyDatabase>,
  schema: string,
  docTypes: readonly StoredDocType[],
  now: Date,
  otherTypes?: OtherTypes,
): Promise<string[]> {
  const planned = await plannedBaking(tx, schema, docTypes, otherTypes);
  for (const { statement, docType } of planned) {
    await sql.raw(statement).execute(tx);
    await tx
      .withSchema(schema)
      .insertInto('doctype_baking')
      .values({ baked_at: now, doctype: docType.declaration.doctype, schema_hash: docType.schemaHash, statement })
      .execute();
  }
  return planned.map(({ statement }) => statement);
}

export async function plannedBaking(db: Kysely<AnyDatabase>, schema: string, docTypes: readonly StoredDocType[], otherTypes?: OtherTypes) {
  const columns = await readTables(db, schema);
  const indexes = await existingIndexes(db, schema);
  const generated = await generatedColumns(db, schema);
  return docTypes.flatMap((docType) =>
    plannedStatements(schema, docType, columns, generated, indexes, otherTypes).map((statement) => ({ statement, docType })),
  );
}

/** The tables of a schema: name → column → type as `format_type` spells it, both in the order of their names. */
export async function readTables(db: Kysely<AnyDatabase>, schema: string): Promise<Map<string, Map<string, string>>> {
  const { rows } = await sql<{ table: string; column: string; type: string }>`
    select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as "type"
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${schema} and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    order by c.relname collate "C", a.attname collate "C"`.execute(db);
  const columnsOf = (group: typeof rows) => new Map(group.map(({ column, type }) => [column, type]));
  return new Map([...Map.groupBy(rows, ({ table }) => table)].map(([table, group]) => [table, columnsOf(group)]));
}

async function generatedColumns(db: Kysely<AnyDatabase>, schema: string): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`
    select c.relname || '.' || a.attname as name
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${schema} and c.relkind = 'r' and a.attgenerated <> ''`.execute(db);
  return new Set(rows.map((row) => row.name));
}

async function existingIndexes(db: Kysely<AnyDatabase>, schema: string): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${schema} and c.relkind in ('i', 'S')`.execute(db);
  return new Set(rows.map((row) => row.name));
}
