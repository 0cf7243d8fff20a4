import { STATUS_CODES } from 'node:http';
import { PROBLEM_MEDIA_TYPE, type Problem } from '@business-m/metadata';
import { DeadlineExceeded, Refusal, Unavailable } from '@business-m/protocols';

/** The one table from what went wrong to an HTTP status. A refusal that is not here concerns the content of the request: 422. */
export const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  'malformed-json': 400,
  'bad-query': 400,
  'bad-header': 400,
  'signed-out': 401,
  'bad-token': 401,
  forbidden: 403,
  'not-found': 404,
  'unknown-doctype': 404,
  'unknown-scope': 404,
  'no-route': 404,
  'wrong-status': 409,
  'already-amended': 409,
  duplicate: 409,
  'negative-stock': 409,
  'value-consumed': 409,
  'in-use': 409,
  'idempotency-conflict': 409,
  'schema-changed': 409,
  'not-retryable': 409,
  'not-dismissable': 409,
  stale: 412,
  'body-too-large': 413,
  'not-json': 415,
  moving: 421,
  moved: 421,
  'if-match-required': 428,
  fault: 500,
  overloaded: 503,
  unavailable: 503,
  deadline: 504,
};
const DEFAULT_STATUS = 422;
/** Seconds, for the header of RFC 9110 §10.2.3. What starts or recovers is looked at about as often. */
const RETRY_AFTER_S: Readonly<Record<number, string>> = { 421: '1', 503: '2' };

/** Any error as RFC 9457 has it. What is no refusal is a fault: its text is for the log, not for the caller. */
export function toProblem(error: unknown, requestId: string): Problem {
  const details = toDetails(error);
  const status = STATUS_OF_CODE[details.code] ?? DEFAULT_STATUS;
  const { code, message, ...rest } = details;
  return {
    type: `urn:business-m:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    detail: message,
    ...rest,
    request_id: requestId,
  };
}

export function problemResponse(error: unknown, requestId: string): Response {
  const problem = toProblem(error, requestId);
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'content-type': PROBLEM_MEDIA_TYPE,
      'cache-control': 'no-store',
      // The rest of the body is not read, so the connection ends here: a proxy must not send the next request on it.
      ...(problem.code === 'body-too-large' ? { connection: 'close' } : {}),
      ...(RETRY_AFTER_S[problem.status] === undefined ? {} : { 'retry-after': RETRY_AFTER_S[problem.status] }),
    },
  });
}

/** The reason names hosts and databases: it is for the log and for `/health`. */
const UNAVAILABLE = {
  overloaded: { code: 'overloaded', message: 'Too much is waiting for the database. Try again in a moment.' },
  unavailable: {
    code: 'unavailable',
    message: 'This part of the desk, or one it needs, is not available at the moment. Try again shortly.',
  },
};

function toDetails(error: unknown) {
  if (error instanceof Refusal) return error.toJSON();
  if (error instanceof DeadlineExceeded)
    return { code: 'deadline', message: 'The answer took too long. What you asked for may still happen.' };
  if (error instanceof Unavailable) return UNAVAILABLE[error.code];
  return { code: 'fault', message: 'Something went wrong on our side. It has been logged under this request id.' };
}
