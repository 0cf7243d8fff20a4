import { z } from 'zod/mini';
import { changeSchema } from './change.ts';
import { thrownSchema } from './telemetry.ts';

export const authorSchema = z.object({ id: z.string().check(z.maxLength(200)), name: z.string().check(z.maxLength(200)) });
export type Author = z.infer<typeof authorSchema>;

/** A way in which a release failed, with how many users. `thrown`: what one of them saw, of an error that was reported with it. */
export const failureSchema = z.object({ kind: z.string(), code: z.string(), users: z.int(), thrown: z.optional(thrownSchema) });
export type Failure = z.infer<typeof failureSchema>;

/** Numbers by which a canary was judged; docs/canary.md has the rule. */
export const evidenceSchema = z.object({
  canary: z.object({ release: z.string(), users: z.int(), failed: z.int() }),
  stable: z.object({ release: z.string(), users: z.int(), failed: z.int() }),
  /** The most frequent failures of the canary, worst first. */
  failures: z.array(failureSchema).check(z.maxLength(10)),
  rule: z.string(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** One state of a document, with who made it so and why. Never changed, never deleted. */
export const revisionSchema = z.object({
  /** Grows with each revision of the document; not always by one. */
  number: z.int().check(z.positive()),
  /** The revision it was written over; null for the first. */
  parent: z.nullable(z.int().check(z.positive())),
  author: authorSchema,
  /** Who approved it, where the environment asks for that. */
  approvedBy: z.optional(authorSchema),
  reason: z.string().check(z.maxLength(500)),
  time: z.iso.datetime(),
  /** What was asked for, when it was not an edit of the whole document. */
  changes: z.optional(z.array(changeSchema).check(z.maxLength(2000))),
  evidence: z.optional(evidenceSchema),
  /** The document as it stands in its file, to the last character. */
  text: z.string(),
});
export type Revision = z.infer<typeof revisionSchema>;

/** A revision in a list: without its text. */
export const revisionSummarySchema = z.omit(revisionSchema, { text: true });
export type RevisionSummary = z.infer<typeof revisionSummarySchema>;

/** One value that differs between two documents. `path` is dotted; a side is absent where the value is. */
export const differenceSchema = z.object({ path: z.string(), before: z.optional(z.unknown()), after: z.optional(z.unknown()) });
export type Difference = z.infer<typeof differenceSchema>;
