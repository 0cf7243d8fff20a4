import type { FieldError } from '@business-m/metadata';
import { Refusal } from '@business-m/protocols';

/** A row at fault is named, and a table has 500 rows; more errors than this are not sent. */
const MAX_ERRORS = 1000;

/** Throws one `Refusal` for all of `errors`. `code` is what they have in common, such as `unknown-link`. */
export function refuseErrors(errors: readonly FieldError[], code = 'invalid'): never {
  const [first] = errors;
  const single = errors.length === 1 && first ? first : null;
  throw new Refusal(code, single ? single.message : `${errors.length} fields are not right.`, {
    ...(single && single.field !== '' ? { field: single.field } : {}),
    errors: errors.slice(0, MAX_ERRORS),
  });
}

/** The code that all errors share, or `invalid`: a hook refuses several unbalanced tables as `unbalanced`. */
export function commonCode(errors: readonly FieldError[]): string {
  const codes = new Set(errors.map((error) => error.code));
  const [only] = codes;
  return codes.size === 1 && only !== undefined ? only : 'invalid';
}
