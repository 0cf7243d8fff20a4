import { CannotStart } from '../cannot-start.ts';

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
