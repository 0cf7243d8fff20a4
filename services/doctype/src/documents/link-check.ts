import type { FieldError, RowFieldMeta } from '@business-m/metadata';
import type { RowValues } from '../document.ts';
import type { StoredDocType } from '../storage/doctype-storage.ts';
import { filteredBy } from '../transaction/prefetched-references.ts';
import type { Write } from '../transaction/runtime.ts';
import { refuseErrors } from '../validation/refuse-errors.ts';

interface Link {
  path: string;
  field: RowFieldMeta;
  to: string;
  id: string;
  /** Of the document or row that links. */
  values: Readonly<Record<string, unknown>>;
}

interface LinkCheckOptions {
  /** What is locked of linked documents of this domain: that they exist, or also their fields. */
  locked?: 'existence' | 'fields';
  /** The document as it was: its links stay, though no new document may have them. */
  standing?: Readonly<Record<string, unknown>> | undefined;
}

/** Refuses links that lead nowhere (`unknown-link`). Answers those that lead to a document the field's `linkFilter`, `linkExcept` or `linkSame` leaves out. */
export async function checkLinks(
  write: Write,
  docType: StoredDocType,
  doc: Readonly<Record<string, unknown>>,
  { locked = 'existence', standing }: LinkCheckOptions = {},
): Promise<FieldError[]> {
  const stood = new Set(standing && collectLinks(docType, standing).map(placeOf));
  const links = collectLinks(docType, doc);
  const own = new Map<string, Map<string, Record<string, unknown>>>();
  for (const [to, group] of Map.groupBy(links, (link) => link.to)) {
    if (write.runtime.docTypes.has(to)) own.set(to, await findOwn(write, to, group, locked));
  }
  await write.references.require(write.tx, doc);
  const unknown: FieldError[] = [];
  const unfit: FieldError[] = [];
  for (const link of links) {
    const { path, field, to, id, values } = link;
    const row = own.get(to)?.get(id);
    const value = own.has(to) ? row && ((name: string) => row[name]) : write.references.get(to, id)?.value;
    if (!value) unknown.push({ field: path, code: 'unknown-link', message: `${field.label} “${id}” does not exist.` });
    else if (!isLike(field, value, values) || !(stood.has(placeOf(link)) || isOffered(field, value)))
      unfit.push({ field: path, code: 'wrong-link', message: whyNot(field, id, value) });
  }
  if (unknown.length > 0) refuseErrors(unknown, 'unknown-link');
  return unfit;
}

type Read = (name: string) => unknown;

function isOffered({ linkFilter = {}, linkExcept = {} }: RowFieldMeta, value: Read): boolean {
  const is = ([name, wanted]: [string, unknown]) => (value(name) ?? false) === wanted;
  return Object.entries(linkFilter).every(is) && !Object.entries(linkExcept).some(is);
}

function isLike({ linkSame = [] }: RowFieldMeta, value: Read, from: Link['values']): boolean {
  return linkSame.every((name) => (value(name) ?? null) === (from[name] ?? null));
}

function whyNot({ label, linkFilter }: RowFieldMeta, id: string, value: Read): string {
  const isDisabled = linkFilter?.disabled === false && value('disabled') === true;
  return isDisabled ? `${label} “${id}” is disabled. Choose another.` : `${label} “${id}” cannot be used here.`;
}

/** The same for a link that stands where it stood; a row may have moved. */
const placeOf = ({ path, id }: Link) => JSON.stringify([path.replace(/\.\d+\./, '.'), id]);

function collectLinks(docType: StoredDocType, doc: Readonly<Record<string, unknown>>): Link[] {
  const linksOf = (fields: readonly RowFieldMeta[], values: Readonly<Record<string, unknown>>, path: string) =>
    fields.flatMap((field): Link[] => {
      const id = values[field.name];
      return field.type === 'link' && field.to && typeof id === 'string'
        ? [{ path: path + field.name, field, to: field.to, id, values }]
        : [];
    });
  return [
    ...linksOf(docType.scalars, doc, ''),
    ...docType.children.flatMap(({ field, columns }) =>
      ((doc[field.name] ?? []) as RowValues[]).flatMap((row) => linksOf(columns, row, `${field.name}.${row.idx}.`)),
    ),
  ];
}

async function findOwn({ runtime, tx }: Write, to: string, links: readonly Link[], locked: LinkCheckOptions['locked']) {
  const ids = [...new Set(links.map((link) => link.id))];
  const query = tx
    .selectFrom(runtime.docTypes.get(to)?.table ?? to)
    .select(['id', ...new Set(links.flatMap((link) => filteredBy(link.field)))])
    .where('id', 'in', ids)
    .orderBy('id');
  const rows = await (locked === 'fields' ? query.forShare() : query.forKeyShare()).execute();
  return new Map(rows.map((row) => [row.id as string, row]));
}
