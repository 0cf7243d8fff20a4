import { type Kysely, sql, type Transaction } from 'kysely';
import type { AnyDatabase } from '../document-context.ts';
import { plannedStatements } from './bake-plan.ts';
import type { StoredDocType } from './doctype-storage.ts';

/**
 * Makes the schema hold what the declarations say: new tables, new columns, wider numbers, indexes. It never drops and never narrows;
 * a field that is gone keeps its column and its data. What was done is recorded in `doctype_baking`.
 */
export async function bake(db: Kysely<AnyDatabase>, schema: string, docTypes: readonly StoredDocType[], now: Date): Promise<string[]> {
  return db.transaction().execute(async (tx) => {
    const columns = await existingColumns(tx, schema);
    const indexes = await existingIndexes(tx, schema);
    const done: string[] = [];
    for (const docType of docTypes) {
      for (const statement of plannedStatements(schema, docType, columns, indexes)) {
        await sql.raw(statement).execute(tx);
        await tx
          .insertInto('doctype_baking')
          .values({ baked_at: now, doctype: docType.declaration.doctype, schema_hash: docType.schemaHash, statement })
          .execute();
        done.push(statement);
      }
    }
    return done;
  });
}

async function existingColumns(tx: Transaction<AnyDatabase>, schema: string): Promise<Map<string, Map<string, string>>> {
  const { rows } = await sql<{ table: string; column: string; type: string }>`
    select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as "type"
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${schema} and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`.execute(tx);
  const tables = new Map<string, Map<string, string>>();
  for (const row of rows) {
    const columns = tables.get(row.table) ?? new Map<string, string>();
    columns.set(row.column, row.type);
    tables.set(row.table, columns);
  }
  return tables;
}

async function existingIndexes(tx: Transaction<AnyDatabase>, schema: string): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${schema} and c.relkind in ('i', 'S')`.execute(tx);
  return new Set(rows.map((row) => row.name));
}
