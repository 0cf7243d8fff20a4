import type { DocumentList } from '@business-m/metadata';
import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import type { AnyDatabase } from '../database/database-config.ts';
import { writeCursor } from '../query.ts';
import { columnType, ENVELOPE_COLUMNS, isEnvelopeColumn } from '../storage/columns.ts';
import { type StoredDocType, sortColumn, sortsNumbers } from '../storage/doctype-storage.ts';
import { documentColumns } from '../storage/document-store.ts';
import { foreignCursor, type ListQuery, spell } from './list-query.ts';
import { matchRank, searchConditions } from './search.ts';

/** One page of documents without their child tables. Pages follow keys, so rows that come and go shift nothing. */
export async function listDocuments(
  db: Kysely<AnyDatabase>,
  schema: string,
  docType: StoredDocType,
  query: ListQuery & { statuses: readonly string[] | null },
): Promise<DocumentList> {
  const { sort, limit, byMatch } = query;
  const matching = [...filterConditions(query), ...searchConditions(docType, query), ...likeConditions(schema, docType, query)];
  if (query.statuses) matching.push(sql<SqlBool>`status = any(${query.statuses})`);
  const column = sql.ref<unknown>(sortColumn(docType, sort.column));
  const direction = sort.descending ? sql`desc` : sql`asc`;
  const page = await db
    .selectFrom(docType.table)
    .select([...documentColumns(docType), sql<string | null>`${column}::text`.as('__sort')])
    .where((eb) => eb.and([...matching, ...pageConditions(schema, docType, query)]))
    .$if(byMatch, (select) => select.orderBy(matchRank(docType, query.q ?? '')))
    .orderBy(sql`${column} ${direction}${mayBeNull(sort.column) ? sql` nulls last` : sql``}`)
    .$if(sort.column !== 'id', (rows) => rows.orderBy(sql`${sql.ref(sortColumn(docType, 'id'))} ${direction}`))
    .orderBy(sql`id collate "C" ${direction}`)
    .limit(limit + 1)
    .execute()
    .catch((error: unknown) => {
      throw query.after && isDataException(error) ? foreignCursor() : error;
    });
  const counted = await db
    .selectFrom(docType.table)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where((eb) => eb.and(matching))
    .executeTakeFirstOrThrow();
  const last = page.length > limit ? page[limit - 1] : undefined;
  return {
    items: page.slice(0, limit).map(({ __sort, ...item }) => item) as DocumentList['items'],
    total: Number(counted.total),
    // What matches best is asked for to choose from it: a longer text finds more, not another page.
    next_cursor: last && !byMatch ? writeCursor([spell(sort), last.__sort, last.id]) : null,
  };
}

/** SQLSTATE class 22: a value that is none of its type. Filters were checked before, so it can only have come in a forged cursor. */
function isDataException(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('22');
}

/** Saying "nulls last" where there are none would keep PostgreSQL from reading an index backwards. */
function mayBeNull(column: string): boolean {
  return !isEnvelopeColumn(column) || column === 'amended_from';
}

function filterConditions({ filters }: ListQuery): Expression<SqlBool>[] {
  return filters.map(({ column, value, not }) => {
    const ref = sql.ref(column);
    if (value === null) return not ? sql<SqlBool>`${ref} is not null` : sql<SqlBool>`${ref} is null`;
    return not ? sql<SqlBool>`(${ref} is null or ${ref} <> ${value})` : sql<SqlBool>`${ref} = ${value}`;
  });
}

/** Those whose title is the same but for case, accents and what stands between letters and digits. */
function likeConditions(schema: string, docType: StoredDocType, { like }: ListQuery): Expression<SqlBool>[] {
  const { titleField } = docType.declaration;
  if (like === null || titleField === undefined) return [];
  const key = sql.id(schema, 'like_key');
  const wanted = sql`${sql.id(schema, 'sort_key')}(${like}, ${sql.lit(sortsNumbers(docType, titleField))})`;
  return [sql<SqlBool>`${key}(${sql.ref(sortColumn(docType, titleField))}) = ${key}(${wanted})`];
}

/** What comes after the last row of the page before; rows without a value stand at the end in either direction. */
function pageConditions(schema: string, docType: StoredDocType, { sort, after }: ListQuery): Expression<SqlBool>[] {
  if (!after) return [];
  const column = sql.ref(sortColumn(docType, sort.column));
  const beyond = sort.descending ? sql`<` : sql`>`;
  const key = sql`${sql.id(schema, 'sort_key')}(${after.id}, ${sql.lit(sortsNumbers(docType, 'id'))})`;
  const later = sql`(${sql.ref(sortColumn(docType, 'id'))}, id collate "C") ${beyond} (${key} collate "C", ${after.id}::text collate "C")`;
  if (sort.column === 'id') return [sql<SqlBool>`(${later})`];
  if (after.value === null) return [sql<SqlBool>`(${column} is null and ${later})`];
  const value = sql`${after.value}::text::${sql.raw(sortType(docType, sort.column))}`;
  return [sql<SqlBool>`(${column} is null or ${column} ${beyond} ${value} or (${column} = ${value} and ${later}))`];
}

function sortType(docType: StoredDocType, column: string): string {
  if (isEnvelopeColumn(column)) return ENVELOPE_COLUMNS[column];
  const field = docType.scalars.find((candidate) => candidate.name === column);
  if (!field) throw new Error(`${docType.declaration.doctype} has no column ${column}`);
  return columnType(field);
}
