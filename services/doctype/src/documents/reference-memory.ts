import type { CallContext, Reference, ReferenceProtocol, ReferenceRequest } from '@business-m/protocols';
import type { ReferenceHabits } from './reference-habits.ts';

/** Ids a protocol call takes at once. */
const BATCH = 1000;

/** Thrown inside a transaction that needs documents of another domain: it rolls back, they are fetched, it runs again. */
export class ReferencesNeeded extends Error {
  readonly requests: readonly ReferenceRequest[];

  constructor(requests: readonly ReferenceRequest[]) {
    super('documents of another domain are needed before this transaction can go on');
    this.name = 'ReferencesNeeded';
    this.requests = requests;
  }
}

interface Remembered {
  fields: ReadonlySet<string>;
  /** null: asked for, and there is none. */
  reference: Reference | null;
}

/**
 * The references of one write. A transaction never waits for another domain (it would hold its locks meanwhile, and in one process the
 * only connection): what it asks for and does not find here ends it with `ReferencesNeeded`.
 */
export class ReferenceMemory implements ReferenceProtocol {
  readonly #known = new Map<string, Map<string, Remembered>>();
  /** Kept beside the throw: a hook that swallows the exception must not get away with half an answer. */
  readonly #asked: ReferenceRequest[] = [];
  readonly #habits: ReferenceHabits;

  constructor(habits: ReferenceHabits) {
    this.#habits = habits;
  }

  async resolve(request: ReferenceRequest): Promise<Reference[]> {
    const wanted = request.fields ?? [];
    const known = this.#known.get(request.doctype);
    const missing = [...new Set(request.ids)].filter((id) => {
      const remembered = known?.get(id);
      return !remembered || !wanted.every((field) => remembered.fields.has(field));
    });
    if (missing.length > 0) {
      this.#note(request.doctype, missing, wanted);
      this.#asked.push({ ...request, ids: missing });
      throw new ReferencesNeeded(this.#asked);
    }
    return [...new Set(request.ids)].flatMap((id) => known?.get(id)?.reference ?? []);
  }

  throwIfAsked(): void {
    if (this.#asked.length > 0) throw new ReferencesNeeded(this.#asked);
  }

  /** Answers what was asked, outside any transaction, and what is then usually asked. */
  async learn(references: ReferenceProtocol, call: CallContext): Promise<void> {
    for (const request of this.#asked.splice(0)) await this.#fetch(references, call, request, new Set());
  }

  /** Learns what a transaction is about to ask. */
  async foresee(references: ReferenceProtocol, call: CallContext, requests: readonly ReferenceRequest[]): Promise<void> {
    for (const request of requests) await this.#fetch(references, call, request, new Set());
  }

  async #fetch(references: ReferenceProtocol, call: CallContext, request: ReferenceRequest, above: ReadonlySet<string>): Promise<void> {
    const { doctype } = request;
    const known = this.#known.get(doctype) ?? new Map<string, Remembered>();
    this.#known.set(doctype, known);
    const before = request.ids.flatMap((id) => [...(known.get(id)?.fields ?? [])]);
    const fields = new Set([...before, ...(request.fields ?? []), ...this.#habits.fieldsOf(doctype)]);
    const found = await references.resolve({ ...request, fields: [...fields] }, call);
    const byId = new Map(found.map((reference) => [reference.id, reference]));
    for (const id of request.ids) known.set(id, { fields, reference: byId.get(id) ?? null });
    for (const { field, to } of this.#habits.followUpsOf(doctype)) {
      const ids = [...new Set(found.map(({ values }) => values[field]))].filter((id) => typeof id === 'string');
      const unknown = ids.filter((id) => !this.#known.get(to)?.has(id)).slice(0, BATCH);
      if (unknown.length === 0 || above.has(to) || to === doctype) continue;
      await this.#fetch(references, call, { doctype: to, ids: unknown }, new Set([...above, doctype]));
    }
  }

  #note(doctype: string, ids: readonly string[], fields: readonly string[]): void {
    this.#habits.noteFields(doctype, fields);
    for (const [from, known] of this.#known) {
      const values = [...known.values()].flatMap(({ reference }) => (reference ? [reference.values] : []));
      for (const field of new Set(values.flatMap(Object.keys))) {
        const there = new Set(values.map((value) => value[field]));
        if (from !== doctype && ids.every((id) => there.has(id))) this.#habits.noteFollowUp(from, { field, to: doctype });
      }
    }
  }
}
