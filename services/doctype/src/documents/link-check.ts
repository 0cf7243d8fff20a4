import type { FieldError, RowFieldMeta } from '@business-m/metadata';
import type { RowValues } from '../declaration.ts';
import type { StoredDocType } from '../storage/doctype-storage.ts';
import { refuseErrors } from '../validation/refuse-errors.ts';
import type { Write } from './write.ts';

/** Ids a protocol call takes at once. */
const BATCH = 1000;

interface Link {
  path: string;
  field: RowFieldMeta;
  to: string;
  id: string;
}

/**
 * What of the domain's own documents that are linked to is held until the transaction ends: that they are there, or also all they say.
 * The second keeps everybody from changing them meanwhile.
 */
type Hold = 'there' | 'unchanged';

/**
 * Refuses links that lead nowhere (`unknown-link`). Answers those that lead to a document the field's `linkFilter` leaves out.
 */
export async function checkLinks(
  write: Write,
  docType: StoredDocType,
  doc: Readonly<Record<string, unknown>>,
  hold: Hold = 'there',
): Promise<FieldError[]> {
  const links = collectLinks(docType, doc);
  const found = new Map<string, Map<string, Record<string, unknown>>>();
  const targets = Map.groupBy(links, (link) => link.to);
  // The domain's own first: what another domain has to be asked for may end this attempt.
  const ordered = [...targets].sort(([a], [b]) => Number(write.runtime.docTypes.has(b)) - Number(write.runtime.docTypes.has(a)));
  const unknown: FieldError[] = [];
  const foreign = ordered.filter(([to]) => !write.runtime.docTypes.has(to));
  for (const [to, group] of ordered.slice(0, ordered.length - foreign.length)) found.set(to, await findOwn(write, to, group, hold));
  const answers = await Promise.allSettled(foreign.map(async ([to, group]) => found.set(to, await findForeign(write, to, group))));
  for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
  const unfit: FieldError[] = [];
  for (const link of links) {
    const target = found.get(link.to)?.get(link.id);
    if (!target) unknown.push({ field: link.path, code: 'unknown-link', message: `${link.field.label} “${link.id}” does not exist.` });
    else if (!fits(link.field, target))
      unfit.push({ field: link.path, code: 'wrong-link', message: `${link.field.label} “${link.id}” cannot be used here.` });
  }
  if (unknown.length > 0) refuseErrors(unknown, 'unknown-link');
  return unfit;
}

function collectLinks(docType: StoredDocType, doc: Readonly<Record<string, unknown>>): Link[] {
  const linksOf = (fields: readonly RowFieldMeta[], values: Readonly<Record<string, unknown>>, path: string) =>
    fields.flatMap((field): Link[] => {
      const id = values[field.name];
      return field.type === 'link' && field.to && typeof id === 'string' ? [{ path: path + field.name, field, to: field.to, id }] : [];
    });
  return [
    ...linksOf(docType.scalars, doc, ''),
    ...docType.children.flatMap(({ field, columns }) =>
      ((doc[field.name] ?? []) as RowValues[]).flatMap((row) => linksOf(columns, row, `${field.name}.${row.idx}.`)),
    ),
  ];
}

async function findOwn(
  { runtime, tx }: Write,
  to: string,
  links: readonly Link[],
  hold: Hold,
): Promise<Map<string, Record<string, unknown>>> {
  const query = tx
    .selectFrom(runtime.docTypes.get(to)?.table ?? to)
    .select(['id', ...filterFields(links)])
    .where('id', 'in', idsOf(links))
    .orderBy('id');
  const rows = await (hold === 'unchanged' ? query.forShare() : query.forKeyShare()).execute();
  return new Map(rows.map((row) => [row.id as string, row]));
}

async function findForeign({ context, call }: Write, to: string, links: readonly Link[]): Promise<Map<string, Record<string, unknown>>> {
  const ids = idsOf(links);
  const found = new Map<string, Record<string, unknown>>();
  for (let from = 0; from < ids.length; from += BATCH) {
    const references = await context.references.resolve(
      { doctype: to, ids: ids.slice(from, from + BATCH), fields: filterFields(links) },
      call,
    );
    for (const reference of references) found.set(reference.id, reference.values);
  }
  return found;
}

function idsOf(links: readonly Link[]): string[] {
  return [...new Set(links.map((link) => link.id))];
}

function filterFields(links: readonly Link[]): string[] {
  return [...new Set(links.flatMap((link) => Object.keys(link.field.linkFilter ?? {})))];
}

function fits(field: RowFieldMeta, target: Record<string, unknown>): boolean {
  return Object.entries(field.linkFilter ?? {}).every(([name, wanted]) => (target[name] ?? false) === wanted);
}
