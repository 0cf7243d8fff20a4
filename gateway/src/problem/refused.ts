import { STATUS_CODES } from 'node:http';
import type { FieldError, Problem } from '@business-m/metadata';
import { type ProblemCode, statusOfCode } from './problem-codes.ts';

export interface RefusalDetails {
  field?: string;
  errors?: FieldError[];
  /** Headers of the answer, such as `Retry-After`. */
  headers?: Readonly<Record<string, string>>;
  /** What else the body holds (RFC 9457 §3.2). */
  members?: Readonly<Record<string, unknown>>;
}

/** An expected refusal: thrown anywhere in a handler, answered as problem+json. */
export class Refused extends Error {
  override name = 'Refused';
  readonly code: ProblemCode;
  readonly details: RefusalDetails;

  constructor(code: ProblemCode, sentence: string, details: RefusalDetails = {}) {
    super(sentence);
    this.code = code;
    this.details = details;
  }

  get status() {
    return statusOfCode[this.code];
  }
}

/** The body of the answer (RFC 9457). Holds nothing of the request but its id: what a caller sent is never reflected. */
export function problemOf({ code, status, message, details }: Refused, requestId: string): Problem {
  const { field, errors, members } = details;
  return {
    ...members,
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    detail: message,
    ...(field !== undefined && { field }),
    ...(errors !== undefined && { errors }),
    request_id: requestId,
  };
}
