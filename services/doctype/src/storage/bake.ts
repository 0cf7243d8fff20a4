import { type Kysely, sql, type Transaction } from 'kysely';
import type { AnyDatabase } from '../database/database-config.ts';
import { type OtherTypes, plannedStatements } from './bake-plan.ts';
import type { StoredDocType } from './doctype-storage.ts';
import { GUARD_PREFIX } from './needed.ts';

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
    await sql
      .raw(statement)
      .execute(tx)
      .catch((error: unknown) => {
        throw isCheckViolation(error) ? new LackingDocuments(schema, docType, statement) : error;
      });
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
  const guards = await existingGuards(db, schema);
  return docTypes.flatMap((docType) =>
    plannedStatements(schema, docType, { columns, generated, indexes, guards }, otherTypes).map((statement) => ({ statement, docType })),
  );
}

/** A declaration demands more of submitted documents than those in the database have. */
class LackingDocuments extends Error {
  constructor(schema: string, { declaration: { labelPlural } }: StoredDocType, statement: string) {
    const guard = new RegExp(`"${GUARD_PREFIX}([a-z0-9_]+)_[0-9a-f]{8}"`).exec(statement)?.[1] ?? 'a field';
    super(
      `${labelPlural} in “${schema}” that are submitted lack “${guard}”, which their declaration requires: fill it in by a migration of the domain`,
    );
  }
}

function isCheckViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23514';
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

async function existingGuards(db: Kysely<AnyDatabase>, schema: string): Promise<Set<string>> {
  const { rows } = await sql<{ guard: string }>`
    select 'check ' || c.relname || '.' || k.conname as guard
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${schema} and k.contype = 'c' and starts_with(k.conname, ${GUARD_PREFIX})
    union all
    select 'trigger ' || c.relname || '.' || t.tgname
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${schema} and not t.tgisinternal and starts_with(t.tgname, ${GUARD_PREFIX})`.execute(db);
  return new Set(rows.map(({ guard }) => guard));
}
