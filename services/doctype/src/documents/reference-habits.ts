/** Where the ids of a question come from: a field of documents that were asked for before. */
interface FollowUp {
  field: string;
  to: string;
}

/**
 * What the writes of one domain have asked of others so far. What was asked once will be asked again, so the next write asks for all of it
 * at once, before its transaction: every question that comes up inside one costs another try. It only ever asks for more than is needed.
 */
export class ReferenceHabits {
  readonly #fields = new Map<string, Set<string>>();
  readonly #followUps = new Map<string, FollowUp[]>();

  /** Every field of `doctype` that was ever asked for. */
  fieldsOf(doctype: string): Iterable<string> {
    return this.#fields.get(doctype) ?? [];
  }

  /** What is asked once documents of `doctype` are known: the units of items. */
  followUpsOf(doctype: string): readonly FollowUp[] {
    return this.#followUps.get(doctype) ?? [];
  }

  noteFields(doctype: string, fields: readonly string[]): void {
    const known = this.#fields.get(doctype) ?? new Set();
    this.#fields.set(doctype, known);
    for (const field of fields) known.add(field);
  }

  noteFollowUp(doctype: string, followUp: FollowUp): void {
    const known = this.#followUps.get(doctype) ?? [];
    this.#followUps.set(doctype, known);
    if (!known.some(({ field, to }) => field === followUp.field && to === followUp.to)) known.push(followUp);
  }
}
