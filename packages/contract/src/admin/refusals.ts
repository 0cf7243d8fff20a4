/** Every code that the admin API refuses with, and its HTTP status. The gateway's own table of codes contains this one. */
export const adminRefusals = {
  'malformed-json': 400,
  'bad-request': 400,
  'bad-query': 400,
  'signed-out': 401,
  'bad-token': 401,
  'cross-origin': 403,
  forbidden: 403,
  'own-proposal': 403,
  'unknown-environment': 404,
  'unknown-revision': 404,
  'unknown-proposal': 404,
  'remote-exists': 409,
  'same-release': 409,
  'same-environment': 409,
  'halted-release': 409,
  'nothing-before': 409,
  'not-canary': 409,
  'environment-locked': 409,
  'store-read-only': 409,
  'too-many-proposals': 409,
  'already-decided': 409,
  'stale-proposal': 409,
  'revision-changed': 412,
  'body-too-large': 413,
  'not-json': 415,
  invalid: 422,
  'unknown-remote': 422,
  'unknown-binding': 422,
  'unknown-backend': 422,
  'unknown-consent': 422,
  unacceptable: 422,
  'if-match-required': 428,
  'manifest-unavailable': 503,
  'store-unavailable': 503,
  overloaded: 503,
} as const;
export type AdminRefusal = keyof typeof adminRefusals;

/** Of a caller that is nobody, or lacks the role. */
export const callerRefusals = ['signed-out', 'bad-token', 'forbidden'] as const;
/** Of everything that reads the store of documents. */
export const storeRefusals = [...callerRefusals, 'store-unavailable'] as const;
/** Of everything that takes a body and writes. */
export const writeRefusals = [
  ...storeRefusals,
  'cross-origin',
  'unknown-environment',
  'not-json',
  'malformed-json',
  'body-too-large',
  'invalid',
  'store-read-only',
  'overloaded',
] as const;
/** Of what needs If-Match. */
export const raceRefusals = ['if-match-required', 'bad-request', 'revision-changed'] as const;
export const decisionRefusals = ['unknown-proposal', 'already-decided', 'own-proposal', 'too-many-proposals'] as const;
/** Of an edit, for what it does to the document. */
export const editRefusals = [
  'unknown-remote',
  'remote-exists',
  'same-environment',
  'same-release',
  'halted-release',
  'nothing-before',
  'not-canary',
  'unknown-binding',
  'unknown-backend',
  'unknown-consent',
  'unacceptable',
  'environment-locked',
  'too-many-proposals',
] as const;
