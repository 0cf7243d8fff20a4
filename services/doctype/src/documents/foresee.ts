import type { RowFieldMeta } from '@business-m/metadata';
import type { ReferenceRequest } from '@business-m/protocols';
import type { StoredDocType } from '../storage/doctype-storage.ts';
import { loadDocument } from '../storage/document-store.ts';
import type { Runtime } from './runtime.ts';

/** As `ReferenceProtocol` takes them. */
const MAX_IDS = 1000;
const MAX_ID_LENGTH = 140;

/** The documents of other domains that `values` link to. Nothing of them was checked yet: what is no id is left to whoever checks. */
export function foresee(runtime: Runtime, docType: StoredDocType, values: unknown): ReferenceRequest[] {
  const found = foreignColumns(runtime, docType).flatMap(({ table, name, to }) => {
    const rows = table === null ? [values] : asArray(asRecord(values)[table]);
    const ids = rows.map((row) => asRecord(row)[name]).filter((id) => typeof id === 'string' && id !== '' && id.length <= MAX_ID_LENGTH);
    return ids.map((id) => ({ to, id: id as string }));
  });
  return [...Map.groupBy(found, ({ to }) => to)].map(([doctype, links]) => ({
    doctype,
    ids: [...new Set(links.map(({ id }) => id))].slice(0, MAX_IDS),
  }));
}

/** The same of a document as it is stored. */
export async function foreseeStored(runtime: Runtime, docType: StoredDocType, id: string): Promise<ReferenceRequest[]> {
  if (foreignColumns(runtime, docType).length === 0) return [];
  return foresee(runtime, docType, await loadDocument(runtime.db, docType, id));
}

function foreignColumns({ docTypes }: Runtime, { scalars, children }: StoredDocType) {
  const of = (table: string | null, fields: readonly RowFieldMeta[]) =>
    fields.flatMap(({ name, type, to }) => (type === 'link' && to !== undefined && !docTypes.has(to) ? [{ table, name, to }] : []));
  return [...of(null, scalars), ...children.flatMap(({ field, columns }) => of(field.name, columns))];
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
