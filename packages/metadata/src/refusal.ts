import type { FieldError } from './problem.ts';

export interface RefusalDetails {
  /** What it concerns: a path into what was asked, `changes.2.release`. */
  field?: string | undefined;
  errors?: FieldError[] | undefined;
  /** What stands in the way, for the caller to show: the current document, the balance found. */
  current?: unknown;
  /** When it is worth asking again. */
  retryAfterSeconds?: number;
  /** What else a problem document holds (RFC 9457 §3.2). */
  members?: Readonly<Record<string, unknown>>;
  cause?: unknown;
}

/** An expected refusal: a stable code for programs, a sentence for people. Who answers maps the code to HTTP or an exit code. */
export class Refusal<Code extends string = string> extends Error {
  override name = 'Refusal';
  readonly code: Code;
  readonly details: RefusalDetails;

  constructor(code: Code, sentence: string, details: RefusalDetails = {}) {
    super(sentence, { cause: details.cause });
    this.code = code;
    this.details = details;
  }

  get field(): string | undefined {
    return this.details.field;
  }

  get errors(): FieldError[] | undefined {
    return this.details.errors;
  }

  get current(): unknown {
    return this.details.current;
  }

  /** What another process is told of it. */
  toJSON() {
    const { field, errors, current } = this.details;
    return { code: this.code, message: this.message, field, errors, current };
  }
}
