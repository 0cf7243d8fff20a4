import { randomUUID } from 'node:crypto';
import type { CallContext } from '@business-m/protocols';
import { transactionLost } from '../database/database-error.ts';
import type { DocumentValues } from '../document.ts';
import type { GuardedChange } from '../domain.ts';
import { canonicalJson, type StoredDocType } from '../storage/doctype-storage.ts';
import { loadDocument } from '../storage/document-store.ts';
import type { ChangeGuard, Runtime } from '../transaction/runtime.ts';
import { readFieldValue } from '../validation/field-value.ts';
import { refuseUsed } from './in-use.ts';

/** An answer older than this is asked for again. Less than a hold lasts, by more than a commit takes. */
const FRESH_MS = 10_000;
const RELEASE_MS = 2_000;
const NOTHING: GuardedChange = {};

/** Asks the other domains before `sent` changes a document, or before it is deleted (`sent` is null). */
export function guardChange(runtime: Runtime, docType: StoredDocType, id: string, sent: unknown, call: CallContext): ChangeGuard | null {
  const { doctype, guards = [] } = docType.declaration;
  if (sent !== null && guards.length === 0) return null;
  const reachedBy = [doctype, ...linksTo(runtime, doctype)];
  let asked: GuardedChange = NOTHING;
  let askedMs = 0;
  let token: string | null = null;
  /** What an earlier attempt found to be changing, where that was not what it had asked about. */
  let found: GuardedChange | undefined;

  async function release(): Promise<void> {
    if (token === null) return;
    const over = { doctype, id, change: asked, step: 'release', token, reachedBy } as const;
    token = null;
    // Whoever cannot be told lets go by itself after a while.
    await runtime.usage.find(over, { ...call, deadlineMs: Date.now() + RELEASE_MS }).catch(() => null);
  }

  return {
    async ask() {
      await release();
      const stored = await loadDocument(runtime.db, docType, id);
      asked = sent === null ? null : (found ?? (stored ? sentChange(docType, stored, sent) : NOTHING));
      if (!stored || (asked !== null && Object.keys(asked).length === 0)) return;
      token = randomUUID();
      askedMs = Date.now();
      const usage = await runtime.usage.find({ doctype, id, change: asked, step: 'hold', token, reachedBy }, call);
      refuseUsed(docType, id, usage);
    },
    confirm(change) {
      const isAsked = canonicalJson(change) === canonicalJson(asked);
      const isFresh = token === null || Date.now() - askedMs < FRESH_MS;
      if (isAsked && isFresh) return;
      found = change;
      throw transactionLost('the other domains were asked about another change, or too long ago');
    },
    release,
  };
}

/** The guarded fields that differ. */
export function guardedChange(
  { declaration: { guards = [] } }: StoredDocType,
  before: DocumentValues,
  after: DocumentValues,
): GuardedChange {
  const changed = guards.filter((name) => (before[name] ?? null) !== (after[name] ?? null));
  return Object.fromEntries(changed.map((name) => [name, { from: before[name] ?? null, to: after[name] ?? null }]));
}

function sentChange(docType: StoredDocType, stored: DocumentValues, sent: unknown): GuardedChange {
  const values = typeof sent === 'object' && sent !== null ? (sent as Record<string, unknown>) : {};
  const read = docType.scalars.flatMap((field) => {
    if (!Object.hasOwn(values, field.name)) return [];
    const value = readFieldValue(field, values[field.name]);
    return 'value' in value ? [[field.name, value.value]] : [];
  });
  return guardedChange(docType, stored, { ...stored, ...Object.fromEntries(read) });
}

/** `item.uom`: the fields of the same domain that link to the DocType. */
function linksTo({ docTypes }: Runtime, doctype: string): string[] {
  return [...docTypes.values()].flatMap(({ declaration, scalars }) =>
    scalars.filter(({ to }) => to === doctype).map(({ name }) => `${declaration.doctype}.${name}`),
  );
}
