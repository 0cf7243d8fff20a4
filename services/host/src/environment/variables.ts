export type Variables = Readonly<Record<string, string | undefined>>;

/** A variable's value. An empty one counts as not set: container platforms set such. */
export function read(variables: Variables, name: string): string | undefined {
  const value = variables[name];
  return value === undefined || value === '' ? undefined : value;
}

/** Why this process cannot start, in a sentence for the operator; printed without a stack. */
export class CannotStart extends Error {}

/** What is wrong with the variables: a sentence each, without the full stop and without a secret. */
export type Mistakes = Set<string>;

/** Throws `CannotStart` with all of them, one a line. */
export function refuseMistakes(mistakes: Mistakes): void {
  if (mistakes.size > 0) throw new CannotStart([...mistakes].map((sentence) => `${sentence}.`).join('\n'));
}
