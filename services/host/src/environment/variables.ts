/** The variables of a process, as `process.env` has them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** A variable's value; one that is set to nothing counts as not set, as container platforms like to do. */
export function read(variables: Variables, name: string): string | undefined {
  const value = variables[name];
  return value === undefined || value === '' ? undefined : value;
}

/** Why this process will not run, in a sentence for whoever started it: no bug, so no stack. */
export class CannotStart extends Error {}

/** What is wrong with the variables: a sentence each, without the full stop; none of them holds a secret. */
export class Mistakes {
  readonly #sentences = new Set<string>();

  add(sentence: string): void {
    this.#sentences.add(sentence);
  }

  /** Throws `CannotStart` with all of them, one a line. */
  throwIfAny(): void {
    if (this.#sentences.size > 0) throw new CannotStart([...this.#sentences].map((sentence) => `${sentence}.`).join('\n'));
  }
}
