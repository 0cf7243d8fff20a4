/** Why something cannot be done as it was asked for, in a sentence for the person who typed the command. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** A program that did not do what it was started for: its name, how it ended, and what it printed last. */
export class StartFailure extends Error {
  override name = 'StartFailure';
}

/** Whether the message says all that a person needs, so that a stack trace would only hide it. */
export const isExpected = (error: unknown): error is Refusal | StartFailure => error instanceof Refusal || error instanceof StartFailure;
