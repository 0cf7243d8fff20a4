import type { FieldError } from '@business-m/metadata';
import { Refusal } from '@business-m/protocols';
import { transactionLost } from '../database/database-error.ts';
import type { DocumentValues } from '../document.ts';
import { type StoredDocType, seriesName } from '../storage/doctype-storage.ts';
import { drawFromSeries, findNamedLike, insertDocument, loadDocument, updateChanged } from '../storage/document-store.ts';
import { revise } from '../transaction/run-write.ts';
import type { Write } from '../transaction/runtime.ts';
import { isNameTaken, sameName, taken } from '../transaction/unique-violation.ts';
import { checkDocument } from '../validation/check-document.ts';
import { commonCode, refuseErrors } from '../validation/refuse-errors.ts';
import { guardedChange } from './guarded-change.ts';
import { refuseOwnVeto } from './in-use.ts';
import { checkLinks } from './link-check.ts';
import { checkSchemaHash, type Expected, loadExpected } from './preconditions.ts';

const SERIES_DIGITS = 5;
const MAX_ID_LENGTH = 140;
/** An id is one segment of a path: these would end or escape it, or be invisible. */
const FORBIDDEN_IN_ID = /[/\\?#%\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Writes a new document; `amendedFrom` is the cancelled one it continues. */
export async function createDocument(
  write: Write,
  docType: StoredDocType,
  input: unknown,
  { amendedFrom = null, ...expected }: Expected & { amendedFrom?: string | null } = {},
): Promise<DocumentValues> {
  checkSchemaHash(docType, expected);
  const values = checkDocument(docType, withToday(docType, input, write.context.today), null);
  const unfit = await checkLinks(write, docType, values);
  const named = await nameDocument(write, docType, values);
  const doc: DocumentValues = {
    id: named ?? '',
    status: docType.declaration.submittable ? 'draft' : 'saved',
    revision: 1,
    created_at: write.now.toISOString(),
    created_by: write.call.user,
    modified_at: write.now.toISOString(),
    modified_by: write.call.user,
    ...(docType.declaration.submittable ? { amended_from: amendedFrom } : {}),
    ...values,
  };
  await applyRules(write, docType, doc, unfit);
  // Last, because a number belongs to what is stored, and whoever draws the next one waits until this transaction ends.
  if (named === null) doc.id = await numberDocument(write, docType);
  revise(write, docType.declaration.doctype, doc.id);
  await insertDocument(write.tx, docType, doc).catch((error: unknown) => {
    // Another has taken the name meanwhile: the next attempt finds it, and says whose it is.
    throw isNameTaken(docType, error) ? transactionLost('its name was taken meanwhile') : error;
  });
  return reload(write, docType, doc.id);
}

/** Adds the company's day where a date that is not given is today's. */
function withToday({ scalars }: StoredDocType, input: unknown, today: string): unknown {
  const dated = scalars.filter(({ type, default: given }) => type === 'date' && given === 'today').map(({ name }) => [name, today]);
  return input !== null && typeof input === 'object' && !Array.isArray(input) ? { ...Object.fromEntries(dated), ...input } : input;
}

export async function saveDocument(write: Write, docType: StoredDocType, id: string, input: unknown, expected: Expected) {
  checkSchemaHash(docType, expected);
  const stored = await loadExpected(write, docType, id, expected, ['draft', 'saved'], 'changed');
  const doc = { ...stored, ...checkDocument(docType, input, stored), ...revision(write, docType, stored) } as DocumentValues;
  // A draft is judged as its submit will judge it; what is never submitted keeps what it was given when that might be chosen.
  const standing = stored.status === 'saved' ? stored : undefined;
  await applyRules(write, docType, doc, await checkLinks(write, docType, doc, { standing }));
  await guardSave(write, docType, stored, doc);
  await updateChanged(write.tx, docType, stored, doc);
  return reload(write, docType, id);
}

/** After the rules, which may change guarded fields too. */
async function guardSave(write: Write, docType: StoredDocType, stored: DocumentValues, doc: DocumentValues): Promise<void> {
  const change = guardedChange(docType, stored, doc);
  write.guard?.confirm(change);
  if (change && Object.keys(change).length > 0) await refuseOwnVeto(write, docType, doc.id, change);
}

export function revision(write: Write, docType: StoredDocType, doc: DocumentValues): Partial<DocumentValues> {
  const grown = revise(write, docType.declaration.doctype, doc.id) ? 1 : 0;
  return { revision: doc.revision + grown, modified_at: write.now.toISOString(), modified_by: write.call.user };
}

export async function reload(write: Write, docType: StoredDocType, id: string): Promise<DocumentValues> {
  const doc = await loadDocument(write.tx, docType, id);
  if (!doc) throw new Error(`${docType.declaration.doctype} ${id} vanished inside its own transaction`);
  return doc;
}

/** The domain's rules come before `linkFilter` (`unfit`): their sentences are more precise. */
async function applyRules(write: Write, docType: StoredDocType, doc: DocumentValues, unfit: readonly FieldError[]): Promise<void> {
  const errors = (await docType.declaration.hooks?.beforeSave?.(doc, write.context)) ?? [];
  if (errors.length > 0) refuseErrors(errors, commonCode(errors));
  if (unfit.length > 0) refuseErrors(unfit);
}

/** The id that the document names itself; null for one of a series, which gets its number when everything else is in order. */
async function nameDocument(write: Write, docType: StoredDocType, values: Record<string, unknown>): Promise<string | null> {
  const { naming } = docType.declaration;
  if (naming.by === 'series') return null;
  const id = String(values[naming.field]);
  checkNamedId(id, naming.field);
  // Before the domain's rules, which would take it for a change of the existing document.
  if (await loadDocument(write.tx, docType, id)) throw taken(docType);
  const twin = await findNamedLike(write.tx, write.runtime.schema, docType, id);
  if (twin !== null) throw sameName(docType, id, twin);
  return id;
}

async function numberDocument(write: Write, docType: StoredDocType): Promise<string> {
  const { naming } = docType.declaration;
  if (naming.by !== 'series') throw new Error(`${docType.declaration.doctype} has no series`);
  return naming.prefix + String(await drawFromSeries(write.tx, seriesName(docType))).padStart(SERIES_DIGITS, '0');
}

/** Refuses an id that no URL could contain, or whose place is taken by the form of a new document. */
function checkNamedId(id: string, field: string): void {
  if (id === '.' || id === '..' || id.length > MAX_ID_LENGTH || FORBIDDEN_IN_ID.test(id)) {
    const message = `This names the document in its address: at most ${MAX_ID_LENGTH} characters, none of / \\ ? # %, none invisible.`;
    throw new Refusal('invalid', message, { field, errors: [{ field, code: 'not-an-id', message }] });
  }
  if (id.toLowerCase() === 'new') {
    const message = `“${id}” stands for a new document in addresses. Choose another.`;
    throw new Refusal('invalid', message, { field, errors: [{ field, code: 'not-an-id', message }] });
  }
}
