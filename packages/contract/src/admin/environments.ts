import { z } from 'zod/mini';
import { changeSchema } from '../change.ts';
import { desiredRemoteSchema } from '../desired.ts';
import { environmentNameSchema } from '../names.ts';
import { authorSchema, differenceSchema, revisionSchema, revisionSummarySchema } from '../revision.ts';

const reason = z.string().check(z.minLength(1, 'say why'), z.maxLength(500));

/** `GET /api/gateway/admin/environments` */
export const environmentListSchema = z.object({
  /** The one this gateway serves. */
  serving: environmentNameSchema,
  environments: z.array(
    z.object({
      name: environmentNameSchema,
      extends: z.nullable(environmentNameSchema),
      head: z.nullable(revisionSummarySchema),
      approval: z.boolean(),
      locked: z.nullable(z.object({ reason: z.string(), by: z.string(), at: z.string() })),
      /** Proposals that wait. */
      pending: z.int(),
      /** Why the newest text of its file is not in effect. */
      fault: z.nullable(z.object({ path: z.string(), message: z.string() })),
    }),
  ),
});
export type EnvironmentList = z.infer<typeof environmentListSchema>;

/** `GET …/environments/<env>`; tag: `"<number>"`. `merged` is the document laid over what it extends, variables as they stand. */
export const environmentSchema = z.object({ head: revisionSchema, merged: z.unknown() });

/** What clients read of a merged document, in which variables stand as they were typed. */
const mergedSchema = z.looseObject({
  followLatest: z.optional(z.boolean()),
  remotes: z._default(z.record(z.string(), desiredRemoteSchema), {}),
  backend: z.optional(
    z.looseObject({
      monolith: z.optional(z.string()),
      scopes: z.optional(
        z.record(
          z.string(),
          z.looseObject({
            upstream: z.optional(z.string()),
            tenants: z.optional(z.record(z.string(), z.looseObject({ upstream: z.string() }))),
          }),
        ),
      ),
    }),
  ),
});
export type MergedDocument = z.infer<typeof mergedSchema>;

/** Any tool may have written a document that is none: it then has no remotes. */
export const readMerged = (merged: unknown): MergedDocument => mergedSchema.safeParse(merged).data ?? { remotes: {} };

/** `PUT …/environments/<env>` with `If-Match: "<number>"`: the whole document anew. */
export const editSchema = z.strictObject({ text: z.string().check(z.maxLength(1_048_576)), reason });

/** `POST …/environments/<env>/changes` with `If-Match: "<number>"`. `dryRun`: says what would change, and whether it would be accepted. */
export const changesRequestSchema = z.strictObject({
  changes: z.array(changeSchema).check(z.minLength(1), z.maxLength(200)),
  reason,
  dryRun: z.optional(z.boolean()),
});
export type ChangesRequest = z.infer<typeof changesRequestSchema>;

export const proposalSchema = z.object({
  id: z.string().check(z.regex(/^[a-z0-9]{1,20}$/)),
  state: z.enum(['pending', 'approved', 'rejected', 'withdrawn']),
  author: authorSchema,
  reason: z.string(),
  time: z.iso.datetime(),
  /** What the proposer saw. */
  parent: z.int(),
  changes: z.optional(z.array(changeSchema)),
  /** The whole document, when it was an edit. */
  text: z.optional(z.string()),
  /** Who decided, when, and what they said. */
  decision: z.optional(z.object({ by: authorSchema, time: z.iso.datetime(), reason: z.string(), revision: z.optional(z.int()) })),
});
export type Proposal = z.infer<typeof proposalSchema>;

/** What became of a change: 200 accepted, 202 waits for approval, 200 dry run. */
export const changeOutcomeSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('accepted'), revision: revisionSummarySchema, differences: z.array(differenceSchema) }),
  z.object({ outcome: z.literal('proposed'), proposal: proposalSchema, differences: z.array(differenceSchema) }),
  z.object({ outcome: z.literal('dry-run'), differences: z.array(differenceSchema), needsApproval: z.boolean() }),
  /** The document says so already; nothing was written. */
  z.object({ outcome: z.literal('unchanged'), revision: revisionSummarySchema }),
]);
export type ChangeOutcome = z.infer<typeof changeOutcomeSchema>;

/** Body of a 412 (problem+json): somebody wrote first. `theirs`, `yours`: from what the caller saw to what is there, and to what they sent. */
export const lostRaceSchema = z.object({
  code: z.literal('revision-changed'),
  detail: z.string(),
  current: revisionSummarySchema,
  theirs: z.array(differenceSchema),
  yours: z.array(differenceSchema),
});
export type LostRace = z.infer<typeof lostRaceSchema>;

/** `GET …/environments/<env>/history?before=<number>&limit=<1–100>`, newest first. `differences`: to the parent, at most 50 of each. */
export const historySchema = z.object({
  items: z.array(z.object({ revision: revisionSummarySchema, differences: z.array(differenceSchema) })),
  /** `before` of the next page; null at the end. */
  next: z.nullable(z.int()),
});
export type History = z.infer<typeof historySchema>;

/** `GET …/environments/<env>/diff?from=<number>&to=<number>`; `…/diff?with=<other env>`: the merged documents of two environments. */
export const diffSchema = z.object({ differences: z.array(differenceSchema) });

/** `GET …/environments/<env>/proposals`, newest first, at most 100. */
export const proposalListSchema = z.object({
  items: z.array(z.object({ proposal: proposalSchema, differences: z.array(differenceSchema) })),
});
export type ProposalList = z.infer<typeof proposalListSchema>;

/** `POST …/environments/<env>/proposals/<id>/approve|reject|withdraw`. Approving answers a {@link changeOutcomeSchema}, the others the proposal. */
export const decisionSchema = z.strictObject({ reason: z.optional(z.string().check(z.maxLength(500))) });
