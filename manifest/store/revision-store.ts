import { type Revision, revisionSchema } from '@business-m/contract';
import { Refusal } from '@business-m/metadata';
import type { ManifestFault } from './manifest-store.ts';

/** The next revision as its author wants it; the store adds number and time. */
export interface RevisionDraft extends Pick<Revision, 'author' | 'approvedBy' | 'reason' | 'changes' | 'evidence' | 'text'> {
  /** The revision the author saw; null: there was none. */
  parent: number | null;
}

/** Another writer was first. Nothing was written. */
export class RevisionConflict extends Refusal<'revision-changed'> {
  override name = 'RevisionConflict';
  readonly head: Revision | null;

  constructor(document: string, head: Revision | null) {
    super('revision-changed', `${document} is at revision ${head?.number ?? 'none'} by now`);
    this.head = head;
  }
}

/** The store cannot be reached: a fault, since it says nothing of the request. Whether a write was done is unknown. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
}

/** The store takes no writes: documents change where their files are. */
export class StoreReadOnly extends StoreUnavailable {
  override name = 'StoreReadOnly';
}

/** Documents with history: environments (`prod`) and what belongs to one (`prod.proposals`). Calls end in 10 s or throw StoreUnavailable. */
export interface RevisionStore {
  /** All documents there are, without those that belong to another. */
  names(): Promise<string[]>;
  head(name: string): Promise<Revision | null>;
  at(name: string, number: number): Promise<Revision | null>;
  /** Newest first: those older than `before`, or from the head on. `limit` at most 100. */
  history(name: string, page: { before?: number; limit: number }): Promise<Revision[]>;
  /** Writes only if `draft.parent` is still the head: of concurrent writers one succeeds. Durable and atomic. @throws RevisionConflict */
  write(name: string, draft: RevisionDraft): Promise<Revision>;
  /** Called with each new head, of all documents, and once with those there are. Survives outages; may skip revisions between two calls. */
  watch(listener: (name: string, head: Revision) => void): () => void;
  /** Documents whose newest text outside the store (an edit by hand) was not accepted, and why. */
  faults(): ReadonlyMap<string, ManifestFault>;
  /** Null while the store answers; since when it does not. */
  awaySince(): Date | null;
  close(): Promise<void>;
}

const pattern = /^[a-z][a-z0-9-]{0,31}(?:\.[a-z][a-z0-9-]{0,31})?$/;

/** The name of a document: `prod`, or of what belongs to one, `prod.proposals`. It becomes a part of paths and subjects. @throws TypeError */
export function documentNameOf(text: string): string {
  if (!pattern.test(text)) throw new TypeError(`“${text.slice(0, 80)}” cannot be the name of a document`);
  return text;
}

/** Whether it belongs to another document, and is not for people to edit. */
export const isOfAnother = (name: string): boolean => name.includes('.');

/** A written revision must stay readable. @throws TypeError for a draft that no revision could be made of. */
export function checkDraft(draft: RevisionDraft): RevisionDraft {
  const parsed = revisionSchema.safeParse({ ...draft, number: 1, time: new Date(0).toISOString() });
  if (parsed.success) return draft;
  const [issue] = parsed.error.issues;
  throw new TypeError(`no revision can have ${issue?.path.join('.')}: ${issue?.message}`);
}

type HeadListener = Parameters<RevisionStore['watch']>[0];

/** The `watch` of a store that knows these heads, and tells these listeners of others. */
export function watchHeads(heads: ReadonlyMap<string, Revision>, listeners: Set<HeadListener>, listener: HeadListener): () => void {
  listeners.add(listener);
  queueMicrotask(() => {
    for (const [name, head] of heads) if (listeners.has(listener)) listener(name, head);
  });
  return () => listeners.delete(listener);
}

const LIMIT_MS = 10_000;

/** Gives up work that takes longer than a call of a store may. Whether it is still done is unknown. @throws StoreUnavailable */
export async function withinLimit<T>(work: () => Promise<T>, limitMs = LIMIT_MS): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new StoreUnavailable(`no answer within ${limitMs / 1_000} s`)), limitMs);
  try {
    return await Promise.race([work(), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
