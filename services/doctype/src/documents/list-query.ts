import type { FieldMeta } from '@business-m/metadata';
import { z } from 'zod';
import { badQuery, readCursor } from '../query.ts';
import { ENVELOPE_COLUMNS, type EnvelopeColumn, isEnvelopeColumn } from '../storage/columns.ts';
import type { StoredDocType } from '../storage/doctype-storage.ts';
import { readFieldValue } from '../validation/field-value.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;
const MAX_Q_LENGTH = 200;
/** `sort=q`: no field has this name. */
const BY_MATCH = 'q';

export type ListQuery = ReturnType<typeof readListQuery>;
interface Filter {
  column: string;
  value: string | number | boolean | null;
  /** All but that value, and what has none. */
  not: boolean;
}
type Sort = ReturnType<typeof readSort>;

/** Reads `limit`, `cursor`, `sort`, `q`, `like`; `sort=q` asks for the closest matches of `q`; any other parameter is an equality filter on the field of that name, or with `.not` behind it on all but that value. Throws `bad-query`. */
export function readListQuery(docType: StoredDocType, parameters: URLSearchParams) {
  const names = [...parameters.keys()];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw badQuery(twice, `“${twice}” stands twice in the query.`);
  const byMatch = parameters.get('sort') === BY_MATCH;
  const sort = readSort(docType, (!byMatch && parameters.get('sort')) || docType.declaration.defaultSort);
  const cursor = parameters.get('cursor');
  const q = parameters.get('q')?.trim().normalize('NFC') ?? '';
  if (q.length > MAX_Q_LENGTH || q.includes('\0')) throw badQuery('q', `A search has at most ${MAX_Q_LENGTH} characters.`);
  return {
    limit: readLimit(parameters.get('limit')),
    sort,
    after: cursor ? readPosition(cursor, sort) : null,
    q: q === '' ? null : q,
    /** The closest matches of `q` first. */
    byMatch: byMatch && q !== '',
    like: readLike(docType, parameters.get('like')),
    filters: names
      .filter((name) => !['limit', 'cursor', 'sort', 'q', 'like'].includes(name))
      .map((name) => readFilter(docType, name, parameters.get(name) ?? '')),
  };
}

/** A title; only what is like it is listed. */
function readLike(docType: StoredDocType, text: string | null): string | null {
  const like = text?.trim() ?? '';
  if (like === '') return null;
  const { titleField, labelPlural } = docType.declaration;
  if (docType.scalars.find(({ name }) => name === titleField)?.type !== 'text') throw badQuery('like', `${labelPlural} have no titles.`);
  if (like.length > MAX_Q_LENGTH || like.includes('\0') || !like.isWellFormed())
    throw badQuery('like', `A title has at most ${MAX_Q_LENGTH} characters.`);
  return like;
}

function readLimit(text: string | null): number {
  if (text === null || text === '') return DEFAULT_LIMIT;
  const limit = Number(text);
  if (!/^\d+$/.test(text) || limit < 1 || limit > MAX_LIMIT) throw badQuery('limit', `“limit” is a number from 1 to ${MAX_LIMIT}.`);
  return limit;
}

function readSort(docType: StoredDocType, text: string) {
  const column = text.replace(/^-/, '');
  const field = docType.scalars.find((candidate) => candidate.name === column);
  if (field ? field.type === 'longtext' : !isEnvelopeColumn(column)) throw badQuery('sort', `A list cannot be sorted by “${column}”.`);
  return { column, descending: text.startsWith('-') };
}

/** Query strings are text: a number or a tick box is spelled out. Empty: documents in which the field is not set. */
function readFilter(docType: StoredDocType, parameter: string, text: string): Filter {
  const [, name = '', not] = /^(.*?)(\.not)?$/.exec(parameter) ?? [];
  const field = docType.scalars.find((candidate) => candidate.name === name) ?? (isEnvelopeColumn(name) ? envelopeField(name) : undefined);
  if (!field) throw badQuery(parameter, `${docType.declaration.labelPlural} cannot be filtered by “${parameter}”.`);
  const raw =
    field.type === 'bool' && /^(true|false)$/.test(text)
      ? text === 'true'
      : field.type === 'int' && /^-?\d+$/.test(text)
        ? Number(text)
        : text;
  const read = readFieldValue({ ...field, min: undefined, max: undefined, validate: undefined, maxLength: 20_000 }, raw);
  if (!('value' in read)) throw badQuery(parameter, read.message);
  return { column: name, value: read.value, not: not !== undefined };
}

function envelopeField(name: EnvelopeColumn): FieldMeta {
  const types: Record<string, FieldMeta['type']> = { text: 'text', bigint: 'int' };
  return { name, label: name, type: types[ENVELOPE_COLUMNS[name]] ?? 'datetime' };
}

const cursorSchema = z.tuple([z.string(), z.string().nullable(), z.string()]);

/** The sort value (null sorts last) and id of the last row before. Throws `bad-query` for a cursor of another list or order. */
function readPosition(text: string, sort: Sort) {
  const [order, value = null, id = ''] = readCursor(text, cursorSchema) ?? [];
  if (order !== spell(sort)) throw foreignCursor();
  return { value, id };
}

export const foreignCursor = () => badQuery('cursor', 'This cursor does not belong to this list and order.');

/** `-posting_date` */
export function spell(sort: Sort): string {
  return (sort.descending ? '-' : '') + sort.column;
}
