import type { RowFieldMeta } from '@business-m/metadata';
import { type CallContext, type Reference, type ReferenceProtocol, withDeadline } from '@business-m/protocols';
import type { Transaction } from 'kysely';
import type { AnyDatabase } from '../database/database-config.ts';
import { transactionLost } from '../database/database-error.ts';
import type { ReferencedDocument } from '../declaration.ts';
import type { StoredDocType } from '../storage/doctype-storage.ts';
import { DEFAULT_MAX_ROWS } from '../validation/check-document.ts';
import { readFieldValue } from '../validation/field-value.ts';

/** Ids that `ReferenceProtocol` takes at once. */
const BATCH = 1000;

/** A link field to another domain and its value; `raw` is undefined where none was given. */
interface ForeignLink {
  field: RowFieldMeta;
  to: string;
  raw: unknown;
}

/** A document of another domain as one here names it: `item` BOLT, or `item.uom` Kg. */
export interface ForeignKey {
  path: string;
  id: string;
}

/** Throws, so that the transaction runs again, when one of `keys` was held at `sinceMs` (`performance.now()`) or after. */
export type RefuseHeld = (tx: Transaction<AnyDatabase>, keys: readonly ForeignKey[], sinceMs: number) => Promise<void>;

export type PrefetchedReferences = ReturnType<typeof createPrefetchedReferences>;

/** Documents of other domains that one write reads, fetched before its transaction. `docType` is null for an outcome of the outbox. */
export function createPrefetchedReferences(
  docType: StoredDocType | null,
  isOwn: (doctype: string) => boolean,
  protocol: ReferenceProtocol,
  refuseHeld: RefuseHeld,
) {
  const fields = docType ? declaredFields(docType, isOwn) : new Map<string, string[]>();
  const found = new Map<string, Reference | null>();
  let failure: unknown;
  /** When the first of `found` was asked for. */
  let since: number | null = null;

  const links = (values: unknown) => (docType && fields.size > 0 ? foreignLinks(docType, fields, values) : []);
  const keyOf = (doctype: string, id: string) => `${doctype}/${id}`;

  async function fetch(doctype: string, ids: string[], call: CallContext): Promise<void> {
    for (let from = 0; from < ids.length; from += BATCH) {
      const batch = ids.slice(from, from + BATCH);
      const answer = await protocol.resolve({ doctype, ids: batch, fields: fields.get(doctype) ?? [] }, call);
      const byId = new Map(answer.map((reference) => [reference.id, reference]));
      for (const id of batch) found.set(keyOf(doctype, id), byId.get(id) ?? null);
    }
  }

  /** Throws unless all links of `doc` were fetched: the fetch's error, or one that reruns the transaction if `doc` has changed since. */
  function requireAll(doc: unknown): ForeignKey[] {
    return links(doc).flatMap((link): ForeignKey[] => {
      const id = idOf(link);
      if (id === null) return [];
      const reference = found.get(keyOf(link.to, id));
      if (reference === undefined || since === null)
        throw failure ?? transactionLost('its document was changed after its references were fetched');
      const behind = linksBehind(fields.get(link.to) ?? []).flatMap((name) => {
        const target = reference?.values[name];
        return typeof target === 'string' ? [{ path: `${link.to}.${name}`, id: target }] : [];
      });
      return [{ path: link.to, id }, ...behind];
    });
  }

  return {
    /** Fetches the links of `sent`, and of `stored` where `sent` gives none. Never throws: `require` reports a failure. */
    async prefetch(sent: unknown, stored: () => Promise<unknown>, call: CallContext): Promise<void> {
      try {
        const given = links(sent);
        const all = given.some(({ raw }) => raw === undefined) ? [...given, ...links(await stored())] : given;
        const missing = all
          .flatMap((link) => ({ to: link.to, id: idOf(link) }))
          .filter(({ to, id }) => id !== null && !found.has(keyOf(to, id)));
        if (missing.length > 0) since ??= performance.now();
        const requests = [...Map.groupBy(missing, ({ to }) => to)];
        const unique = (group: { id: string | null }[]) => [...new Set(group.flatMap(({ id }) => id ?? []))];
        if (requests.length > 0)
          await withDeadline(call.deadlineMs, () => Promise.all(requests.map(([to, group]) => fetch(to, unique(group), call))));
        failure = undefined;
      } catch (error) {
        failure = error;
      }
    },
    /** Throws unless all links of `doc` were fetched and stand as they were; they stay so until the transaction ends. */
    async require(tx: Transaction<AnyDatabase>, doc: unknown): Promise<void> {
      const keys = requireAll(doc);
      if (keys.length === 0 || since === null) return;
      await refuseHeld(tx, keys, since).catch((error: unknown) => {
        found.clear();
        since = null;
        throw error;
      });
    },
    get(doctype: string, id: string): ReferencedDocument | null {
      const reference = found.get(keyOf(doctype, id));
      if (reference === null) return null;
      const reader = docType?.declaration.doctype ?? 'an outcome';
      if (!reference)
        throw new Error(`${reader} reads ${doctype} ${id}, which none of its links names: “reads” covers documents it links to`);
      return {
        id,
        title: reference.title,
        status: reference.status,
        value(field) {
          if (Object.hasOwn(reference.values, field)) return reference.values[field];
          throw new Error(`${reader} reads “${field}” of ${doctype} ${id}: declare it in “reads”`);
        },
      };
    },
  };
}

/** By DocType of another domain: every field of it that the declaration reads. */
function declaredFields({ declaration: { fields, reads = {} } }: StoredDocType, isOwn: (doctype: string) => boolean) {
  const links = fields.flatMap((field) => [field, ...(field.fields ?? [])]).filter(({ type, to }) => type === 'link' && !isOwn(to ?? ''));
  return new Map(
    [...Map.groupBy(links, ({ to }) => to ?? '')].map(([to, group]) => [
      to,
      [...new Set([...group.flatMap(filteredBy), ...(reads[to] ?? []), ...linksBehind(reads[to] ?? [])])],
    ]),
  );
}

/** The fields of the linked document that a picker goes by. */
export const filteredBy = ({ linkFilter, linkExcept, linkSame = [] }: RowFieldMeta): string[] => [
  ...Object.keys({ ...linkFilter, ...linkExcept }),
  ...linkSame,
];

/** The links that paths such as `uom.decimals` follow. */
export function linksBehind(paths: readonly string[]): string[] {
  return paths.flatMap((path) => (path.includes('.') ? [path.split('.')[0] ?? ''] : []));
}

/** Reads unchecked values; rows beyond the table's limit are ignored, since they are refused later. */
function foreignLinks({ scalars, children }: StoredDocType, foreign: ReadonlyMap<string, unknown>, values: unknown): ForeignLink[] {
  const linksOf = (fields: readonly RowFieldMeta[], of: unknown) =>
    fields.flatMap((field): ForeignLink[] =>
      field.type === 'link' && field.to !== undefined && foreign.has(field.to)
        ? [{ field, to: field.to, raw: asRecord(of)[field.name] }]
        : [],
    );
  const rowsOf = (name: string, max = DEFAULT_MAX_ROWS): readonly unknown[] => {
    const rows = asRecord(values)[name];
    return rows === undefined ? [undefined] : Array.isArray(rows) ? rows.slice(0, max) : [];
  };
  return [
    ...linksOf(scalars, values),
    ...children.flatMap(({ field, columns }) => rowsOf(field.name, field.maxRows).flatMap((row) => linksOf(columns, row))),
  ];
}

/** Spelled as it will be stored. */
function idOf({ field, raw }: ForeignLink): string | null {
  const read = readFieldValue(field, raw === undefined ? field.default : raw);
  return 'value' in read && typeof read.value === 'string' ? read.value : null;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
