import { type Kysely, sql, type Transaction } from 'kysely';
import type { AnyDatabase } from '../database/database-config.ts';
import type { DocumentValues, RowValues } from '../document.ts';
import { ENVELOPE_COLUMNS } from './columns.ts';
import type { ChildTable, StoredDocType } from './doctype-storage.ts';

const ROWS_PER_INSERT = 500;

/** The columns of a document in the order of the wire: envelope first, then the fields as declared. */
export function documentColumns(docType: StoredDocType): string[] {
  const envelope = Object.keys(ENVELOPE_COLUMNS).filter((name) => name !== 'amended_from' || docType.declaration.submittable);
  return [...envelope, ...docType.scalars.map((field) => field.name)];
}

/** `change`: others may still link to the document. `remove`: they may not. */
export type Lock = 'change' | 'remove';

/** A document with its child tables, or null; with `lock` its row is held until the transaction ends. */
export async function loadDocument(db: Kysely<AnyDatabase>, docType: StoredDocType, id: string, lock?: Lock) {
  const query = db.selectFrom(docType.table).select(documentColumns(docType)).where('id', '=', id);
  const locked = lock === 'change' ? query.forNoKeyUpdate() : lock === 'remove' ? query.forUpdate() : query;
  const row = (await locked.executeTakeFirst()) as DocumentValues | undefined;
  if (!row) return null;
  for (const child of docType.children) {
    row[child.field.name] = await db
      .selectFrom(child.table)
      .select(['idx', ...child.columns.map((column) => column.name)])
      .where('parent', '=', id)
      .orderBy('idx')
      .execute();
  }
  return row;
}

export async function insertDocument(db: Kysely<AnyDatabase>, docType: StoredDocType, doc: DocumentValues): Promise<void> {
  await db
    .insertInto(docType.table)
    .values(pick(doc, documentColumns(docType)))
    .execute();
  for (const child of docType.children) await insertRows(db, child, doc);
}

/** The id that is the same name as `id`, but for case, blanks, width or what cannot be seen. */
export async function findNamedLike(db: Kysely<AnyDatabase>, schema: string, docType: StoredDocType, id: string): Promise<string | null> {
  const key = sql.id(schema, 'name_key');
  const found = await db
    .selectFrom(docType.table)
    .select('id')
    .where(sql<boolean>`${key}(id) collate "C" = ${key}(${id}) and named_twice is not true`)
    .limit(1)
    .executeTakeFirst();
  return found?.id ?? null;
}

export async function deleteDocument(db: Kysely<AnyDatabase>, docType: StoredDocType, id: string): Promise<void> {
  await db.deleteFrom(docType.table).where('id', '=', id).execute();
}

/**
 * The next number of a series, which is given back if the transaction is rolled back: so nothing that was refused leaves a gap. Others who draw
 * from the series wait until the transaction ends. So draw last, and lock nothing afterwards.
 */
export async function drawFromSeries(tx: Transaction<AnyDatabase>, series: string): Promise<number> {
  const { last } = await tx
    .insertInto('doctype_series')
    .values({ name: series, last: 1 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(({ eb }) => ({ last: eb('doctype_series.last', '+', 1) })))
    .returning('last')
    .executeTakeFirstOrThrow();
  return Number(last);
}

async function insertRows(db: Kysely<AnyDatabase>, child: ChildTable, doc: DocumentValues): Promise<void> {
  const names = child.columns.map((column) => column.name);
  const rows = ((doc[child.field.name] ?? []) as RowValues[]).map((row) => ({ parent: doc.id, idx: row.idx, ...pick(row, names) }));
  for (let from = 0; from < rows.length; from += ROWS_PER_INSERT) {
    await db
      .insertInto(child.table)
      .values(rows.slice(from, from + ROWS_PER_INSERT))
      .execute();
  }
}

function pick(values: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
}

/** The newest revision that a person wrote, when the outbox has patched the document since; otherwise null. */
export async function editedRevision(db: Kysely<AnyDatabase>, docType: StoredDocType, id: string): Promise<number | null> {
  const row = await db.selectFrom(docType.table).select('edited_revision').where('id', '=', id).executeTakeFirst();
  return row?.edited_revision ?? null;
}

/** Writes what differs between `before` and `after`: single columns, and the rows of a child table as a whole. */
export async function updateChanged(db: Kysely<AnyDatabase>, docType: StoredDocType, before: DocumentValues, after: DocumentValues) {
  const changed = documentColumns(docType).filter((name) => (before[name] ?? null) !== (after[name] ?? null));
  if (changed.length > 0) {
    await db
      .updateTable(docType.table)
      .set({ ...pick(after, changed), edited_revision: null })
      .where('id', '=', after.id)
      .execute();
  }
  for (const child of docType.children) {
    if (JSON.stringify(before[child.field.name]) === JSON.stringify(after[child.field.name])) continue;
    await db.deleteFrom(child.table).where('parent', '=', after.id).execute();
    await insertRows(db, child, after);
  }
}
