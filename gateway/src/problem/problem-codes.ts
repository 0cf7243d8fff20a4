/** Every code the gateway answers with itself, and its HTTP status. Services have codes of their own, passed through. */
export const statusOfCode = {
  'malformed-json': 400,
  'ambiguous-path': 400,
  'bad-request': 400,
  'unexpected-body': 400,
  'bad-query': 400,
  'signed-out': 401,
  'wrong-credentials': 401,
  'cross-origin': 403,
  'not-found': 404,
  'no-route': 404,
  'unknown-scope': 404,
  'unknown-doctype': 404,
  'method-not-allowed': 405,
  'body-too-large': 413,
  'not-json': 415,
  invalid: 422,
  'too-many-attempts': 429,
  'internal-error': 500,
  'bad-upstream-answer': 502,
  'upstream-down': 503,
  held: 503,
  'manifest-unavailable': 503,
  overloaded: 503,
  'upstream-timeout': 504,
} as const;

export type ProblemCode = keyof typeof statusOfCode;
