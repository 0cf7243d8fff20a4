import { STATUS_CODES } from 'node:http';
import { PROBLEM_MEDIA_TYPE, type Problem } from '@business-m/metadata';
import { DeadlineExceeded, Refusal, Unavailable } from '@business-m/protocols';

/** Any other refusal concerns the content of the request: 422. */
const CODES_BY_STATUS: Readonly<Record<number, readonly string[]>> = {
  400: ['malformed-json', 'bad-query', 'bad-header'],
  401: ['signed-out', 'bad-token'],
  403: ['forbidden'],
  404: ['not-found', 'unknown-doctype', 'unknown-scope', 'no-route'],
  409: [
    'wrong-status',
    'already-amended',
    'duplicate',
    'negative-stock',
    'value-consumed',
    'in-use',
    'in-stock',
    'idempotency-conflict',
    'schema-changed',
    'not-retryable',
    'not-dismissable',
  ],
  412: ['stale'],
  413: ['body-too-large'],
  415: ['not-json'],
  421: ['moving', 'moved'],
  428: ['if-match-required'],
  500: ['fault'],
  503: ['overloaded', 'unavailable'],
  504: ['deadline'],
};
export const STATUS_OF_CODE: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(CODES_BY_STATUS).flatMap(([status, codes]) => codes.map((code) => [code, Number(status)])),
);
const DEFAULT_STATUS = 422;
/** Seconds, for the header of RFC 9110 §10.2.3. What starts or recovers is looked at about as often. */
const RETRY_AFTER_S: Readonly<Record<number, string>> = { 421: '1', 503: '2' };

/** Any error as RFC 9457 has it. The text of a fault is for the log, not for the caller. */
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
      // The rest of the body is not read: the connection is closed, so that a proxy sends no further request on it.
      ...(problem.code === 'body-too-large' ? { connection: 'close' } : {}),
      ...(RETRY_AFTER_S[problem.status] === undefined ? {} : { 'retry-after': RETRY_AFTER_S[problem.status] }),
    },
  });
}

/** The reason names hosts and databases: it is for the log and `/health`. */
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
