import { adminRefusals } from '@business-m/contract/admin';

/** Every code the gateway answers with itself, and its HTTP status; those of the admin API stand in the contract. Services have codes of their own, passed through. */
export const statusOfCode = {
  ...adminRefusals,
  'ambiguous-path': 400,
  'unexpected-body': 400,
  'wrong-credentials': 401,
  'overrides-off': 403,
  'origin-not-allowed': 403,
  'not-found': 404,
  'no-route': 404,
  'unknown-scope': 404,
  'unknown-doctype': 404,
  'method-not-allowed': 405,
  'no-development-shell': 409,
  'too-many-overrides': 409,
  'too-many-attempts': 429,
  'too-many-streams': 429,
  'internal-error': 500,
  'bad-upstream-answer': 502,
  'upstream-down': 503,
  held: 503,
  'upstream-timeout': 504,
} as const;

export type ProblemCode = keyof typeof statusOfCode;
