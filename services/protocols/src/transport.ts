import { z } from 'zod';
import { callContextSchema } from './contract.ts';
import { refusalSchema } from './refusal.ts';

/** A message of a domain's outbox on its way to whoever serves its topic. */
export const dispatchSchema = z.object({
  /** `wms-42`: scope and number in the outbox; the same over all tries, and the receiver's idempotency key. */
  id: z.string().regex(/^[\w.:-]{1,100}$/),
  /** The domain whose outbox it left; outcomes go back there. */
  scope: z.string().regex(/^[A-Za-z0-9_-]{1,32}$/),
  /** `ledger.post`: protocol and method. */
  topic: z.string().regex(/^[A-Za-z0-9_-]{1,31}\.[A-Za-z0-9_-]{1,32}$/),
  /** 1 for the first try. */
  attempt: z.int().min(1),
  request: z.unknown(),
  context: callContextSchema,
});
export type Dispatch = z.infer<typeof dispatchSchema>;

/** How a dispatched message ended. `fault` is not the end: the outbox decides whether and when it is tried again. */
export const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('result'), id: z.string(), attempt: z.int(), result: z.unknown() }),
  z.object({ kind: z.literal('refusal'), id: z.string(), attempt: z.int(), refusal: refusalSchema }),
  z.object({
    kind: z.literal('fault'),
    id: z.string(),
    attempt: z.int(),
    /** For people; no stack, no secret. */
    message: z.string().max(500),
    /** Time alone can mend it (`isTransient`). */
    transient: z.boolean(),
  }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

/** Carries outbox messages and their outcomes, at least once and in any order. Only the outbox orders, waits, retries and gives up. */
export interface Transport {
  /** Resolves once JetStream has stored the message, or in process once it is settled. After a throw it is dispatched again. */
  dispatch(message: Dispatch): Promise<void>;
  /** `settle` gets each outcome at least once, possibly late or twice, and again after it has thrown: it must be idempotent. */
  listen(scope: string, settle: (outcome: Outcome) => Promise<void>): Promise<{ stop(): Promise<unknown> }>;
}
