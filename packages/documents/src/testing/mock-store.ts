import type { DocTypeMeta, Document } from '@business-m/metadata';

/** Documents in memory, one DocType. */
export interface MockStore {
  meta: DocTypeMeta;
  documents: Map<string, Document>;
  nextId(values: Record<string, unknown>): string;
}

const EPOCH = '2026-01-05T09:00:00.000Z';

export function createStore(meta: DocTypeMeta, rows: readonly Record<string, unknown>[]): MockStore {
  const documents = new Map<string, Document>();
  const store: MockStore = {
    meta,
    documents,
    nextId: (values) =>
      meta.naming.by === 'field'
        ? String(values[meta.naming.field])
        : `${meta.naming.prefix}${String(lastOf(documents.keys()) + 1).padStart(5, '0')}`,
  };
  for (const row of rows) {
    const doc = newDocument(store, row);
    const id = String(row.id ?? doc.id);
    documents.set(id, { ...doc, ...row, id });
  }
  return store;
}

const lastOf = (ids: Iterable<string>) => Math.max(0, ...[...ids].map((id) => Number(/\d+$/.exec(id)?.[0] ?? 0)));

/** A stored document from what a client sent: every field of the DocType, and the envelope. */
export function newDocument(store: MockStore, values: Record<string, unknown>): Document {
  const fields = Object.fromEntries(
    store.meta.fields.map((field) => [field.name, values[field.name] ?? (field.type === 'table' ? [] : (field.default ?? null))]),
  );
  const by = 'clerk@example.com';
  return {
    ...numbered(fields),
    id: store.nextId(values),
    status: store.meta.submittable ? 'draft' : 'saved',
    revision: 1,
    created_at: EPOCH,
    created_by: by,
    modified_at: EPOCH,
    modified_by: by,
  };
}

/** The rows of child tables with their `idx`, from 1. */
export function numbered(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((row, index) => ({ ...row, idx: index + 1 })) : value,
    ]),
  );
}

const ENVELOPE = ['limit', 'cursor', 'sort', 'q', 'like'];

/** `purpose.not=inventory`: all but those. */
function passes(doc: Document, name: string, value: string): boolean {
  const column = name.replace(/\.not$/, '');
  return (String(doc[column] ?? '') === value) === (column === name);
}

const likeKey = (text: unknown) =>
  String(text ?? '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** `GET /api/resource/<DocType>` over the documents in memory. */
export function listOf(store: MockStore, params: URLSearchParams): { items: Document[]; total: number; next_cursor: string | null } {
  const q = (params.get('q') ?? '').toLowerCase();
  const asked = params.get('sort') ?? store.meta.defaultSort;
  const sort = asked === 'q' ? store.meta.defaultSort : asked;
  const column = sort.replace(/^-/, '');
  const title = store.meta.titleField;
  const matching = [...store.documents.values()]
    .filter((doc) => [...params].every(([name, value]) => ENVELOPE.includes(name) || passes(doc, name, value)))
    .filter((doc) => q === '' || `${doc.id} ${title ? doc[title] : ''}`.toLowerCase().includes(q))
    .filter((doc) => !params.has('like') || (title !== undefined && likeKey(doc[title]) === likeKey(params.get('like'))))
    .toSorted(
      (a, b) => String(a[column] ?? '').localeCompare(String(b[column] ?? ''), 'en', { numeric: true }) * (sort.startsWith('-') ? -1 : 1),
    );
  const from = Number(params.get('cursor') ?? 0);
  const to = from + Number(params.get('limit') ?? 50);
  return { items: matching.slice(from, to), total: matching.length, next_cursor: to < matching.length ? String(to) : null };
}
