import { Refused } from './refused.ts';

/** A body that is JSON, but not what the endpoint takes: one sentence, and an error for each field. */
export function invalidBody(sentence: string, issues: readonly { path: readonly PropertyKey[]; message: string }[]): Refused {
  const errors = issues.map(({ path, message }) => ({ field: path.join('.'), code: 'invalid', message }));
  return new Refused('invalid', sentence, { errors, ...(errors[0]?.field && { field: errors[0].field }) });
}
