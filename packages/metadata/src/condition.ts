import { z } from 'zod/mini';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** An expression over a document's fields, safe to evaluate: `{ "and": [{ "eq": ["purpose", "issue"] }, { "present": "to" }] }` */
export type Condition =
  | { eq: [field: string, value: string | number | boolean | null] }
  | { ne: [field: string, value: string | number | boolean | null] }
  | { in: [field: string, values: (string | number | boolean | null)[]] }
  | { present: string }
  | { not: Condition }
  | { and: Condition[] }
  | { or: Condition[] };

export const conditionSchema: z.ZodMiniType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ eq: z.tuple([z.string(), scalar]) }),
    z.strictObject({ ne: z.tuple([z.string(), scalar]) }),
    z.strictObject({ in: z.tuple([z.string(), z.array(scalar).check(z.maxLength(100))]) }),
    z.strictObject({ present: z.string() }),
    z.strictObject({ not: conditionSchema }),
    z.strictObject({ and: z.array(conditionSchema).check(z.maxLength(20)) }),
    z.strictObject({ or: z.array(conditionSchema).check(z.maxLength(20)) }),
  ]),
);

/** The fields that `condition` reads. */
export function conditionFields(condition: Condition): string[] {
  if ('eq' in condition) return [condition.eq[0]];
  if ('ne' in condition) return [condition.ne[0]];
  if ('in' in condition) return [condition.in[0]];
  if ('present' in condition) return [condition.present];
  if ('not' in condition) return conditionFields(condition.not);
  return ('and' in condition ? condition.and : condition.or).flatMap(conditionFields);
}

/** Evaluates `condition` against a document's values; a field that is absent reads as null. */
export function holds(condition: Condition, values: Readonly<Record<string, unknown>>): boolean {
  const read = (field: string) => values[field] ?? null;
  if ('eq' in condition) return read(condition.eq[0]) === condition.eq[1];
  if ('ne' in condition) return read(condition.ne[0]) !== condition.ne[1];
  if ('in' in condition) return condition.in[1].some((value) => value === read(condition.in[0]));
  if ('present' in condition) return read(condition.present) !== null && read(condition.present) !== '';
  if ('not' in condition) return !holds(condition.not, values);
  if ('and' in condition) return condition.and.every((part) => holds(part, values));
  return condition.or.some((part) => holds(part, values));
}
