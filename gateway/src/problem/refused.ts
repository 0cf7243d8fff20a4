import { STATUS_CODES } from 'node:http';
import { type Problem, Refusal, type RefusalDetails } from '@business-m/metadata';
import { type ProblemCode, statusOfCode } from './problem-codes.ts';

export interface AnswerDetails extends RefusalDetails {
  headers?: Readonly<Record<string, string>>;
}

/** A refusal that the gateway answers itself: thrown anywhere in a handler, answered as problem+json. */
export class Refused extends Refusal<ProblemCode> {
  override name = 'Refused';
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, sentence: string, { headers, ...details }: AnswerDetails = {}) {
    super(code, sentence, details);
    const { retryAfterSeconds } = details;
    this.headers = { ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }), ...headers };
  }

  get status() {
    return statusOfCode[this.code];
  }
}

/** What another floor refuses, as an answer of the gateway's. */
export const answerOf = ({ code, message, details }: Refusal<ProblemCode>): Refused => new Refused(code, message, details);

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

/** A body that is JSON, but not what the endpoint takes: one sentence, and an error for each field. */
export function invalidBody(sentence: string, issues: readonly { path: readonly PropertyKey[]; message: string }[]): Refused {
  const errors = issues.map(({ path, message }) => ({ field: path.join('.'), code: 'invalid', message }));
  return new Refused('invalid', sentence, { errors, ...(errors[0]?.field && { field: errors[0].field }) });
}
