import type { CallContext, Reference, ReferenceProtocol, ReferenceRequest } from '@business-m/protocols';

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

  async resolve(request: ReferenceRequest): Promise<Reference[]> {
    const wanted = request.fields ?? [];
    const known = this.#known.get(request.doctype);
    const missing = [...new Set(request.ids)].filter((id) => {
      const remembered = known?.get(id);
      return !remembered || !wanted.every((field) => remembered.fields.has(field));
    });
    if (missing.length > 0) {
      this.#asked.push({ ...request, ids: missing });
      throw new ReferencesNeeded(this.#asked);
    }
    return [...new Set(request.ids)].flatMap((id) => known?.get(id)?.reference ?? []);
  }

  throwIfAsked(): void {
    if (this.#asked.length > 0) throw new ReferencesNeeded(this.#asked);
  }

  /** Answers what was asked, outside any transaction. */
  async learn(references: ReferenceProtocol, call: CallContext): Promise<void> {
    for (const request of this.#asked.splice(0)) {
      const known = this.#known.get(request.doctype) ?? new Map<string, Remembered>();
      this.#known.set(request.doctype, known);
      const before = request.ids.flatMap((id) => [...(known.get(id)?.fields ?? [])]);
      const fields = new Set([...before, ...(request.fields ?? [])]);
      const found = await references.resolve({ ...request, fields: [...fields] }, call);
      for (const id of request.ids) known.set(id, { fields, reference: found.find((reference) => reference.id === id) ?? null });
    }
  }
}
