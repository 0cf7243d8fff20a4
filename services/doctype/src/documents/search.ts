import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { StoredDocType } from '../storage/doctype-storage.ts';

const WORDS_MAX = 12;

/** As people compare names: without case and accents, `Café` found by `cafe`. */
export const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase();

/** The same of a column. Text of ASCII alone, which most is, costs no more than `lower`. */
function folded(column: string): RawBuilder<string> {
  const value = sql`coalesce(${sql.ref(column)}, '')`;
  return sql<string>`case when octet_length(${value}) = length(${value}) then lower(${value}) else lower(regexp_replace(normalize(${value}, NFKD), '[\u0300-\u036f]', '', 'g')) end`;
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&');
const escapeRegExp = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '\\$&');

function searched({ declaration }: StoredDocType): RawBuilder<string>[] {
  return ['id', ...(declaration.titleField ? [declaration.titleField] : [])].map(folded);
}

const either = (conditions: RawBuilder<SqlBool>[]) => sql<SqlBool>`(${sql.join(conditions, sql` or `)})`;
const wordsOf = (q: string) => fold(q).split(/\s+/).filter(Boolean).slice(0, WORDS_MAX);

/** `q` stands in the id or the title; for a picker every word of it does, in any order. */
export function searchConditions(docType: StoredDocType, { q, byMatch }: { q: string | null; byMatch: boolean }): RawBuilder<SqlBool>[] {
  if (q === null) return [];
  const columns = searched(docType);
  const parts = byMatch ? wordsOf(q) : [fold(q)];
  return parts.map((part) => either(columns.map((column) => sql`${column} like ${`%${escapeLike(part)}%`}`)));
}

/** The closest match first: exactly `q`, beginning with it, each word at the start of a word, anywhere. As the desk's pickers rank. */
export function matchRank(docType: StoredDocType, q: string): RawBuilder<number> {
  const text = fold(q).trim();
  const columns = searched(docType);
  const starts = wordsOf(q).map((word) => either(columns.map((column) => sql`${column} ~ ${`(^|[^[:alnum:]])${escapeRegExp(word)}`}`)));
  return sql<number>`case
    when ${either(columns.map((column) => sql`${column} = ${text}`))} then 0
    when ${either(columns.map((column) => sql`${column} like ${`${escapeLike(text)}%`}`))} then 1
    when ${sql.join(starts, sql` and `)} then 2
    else 3 end`;
}
