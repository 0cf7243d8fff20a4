import { z } from 'zod/mini';

/** One thing wrong with one field. `field` is a path: `posting_date`, `lines.2.account`. */
export const fieldErrorSchema = z.object({ field: z.string(), code: z.string(), message: z.string() });
export type FieldError = z.infer<typeof fieldErrorSchema>;

/**
 * Every error answer: `application/problem+json` (RFC 9457).
 *
 * `code` is stable, lower-case and hyphenated, for programs; `detail` is a sentence for people; `field` names what
 * it concerns when it concerns one thing; `errors` lists all when there are several.
 */
export const problemSchema = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  field: z.optional(z.string()),
  errors: z.optional(z.array(fieldErrorSchema)),
  request_id: z.optional(z.string()),
  /** Seconds after which it is worth asking again: the `Retry-After` header, put here by the desk's client. */
  retry_after: z.optional(z.number()),
  /** With `stale` (412): the document as it stands now. */
  current: z.optional(z.unknown()),
});
export type Problem = z.infer<typeof problemSchema>;

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';
