import { z } from 'zod/mini';

/** Where a message of a domain's outbox stands. `refused` and `dead` are dead letters: nothing happens to them until somebody retries. */
export const messageStateSchema = z.enum(['pending', 'dispatched', 'delivered', 'refused', 'dead']);
export type MessageState = z.infer<typeof messageStateSchema>;

/** One message of a domain's outbox, as `GET /api/<scope>/messages` lists it. */
export const messageSchema = z.object({
  /** Its number in the outbox; grows. */
  id: z.int(),
  /** `ledger.post` */
  topic: z.string(),
  /** What it is about: messages of one key leave in order. For a document its id. */
  key: z.string(),
  state: messageStateSchema,
  attempts: z.int(),
  created_at: z.string(),
  /** When it is tried next; null once it is settled. */
  next_attempt_at: z.nullable(z.string()),
  settled_at: z.nullable(z.string()),
  /** Why it was not delivered, in a sentence. */
  last_error: z.nullable(z.string()),
  /** On whose behalf it is sent. */
  user: z.string(),
  payload: z.unknown(),
  /** Whether it can be retried: a dead letter at the head of its key. */
  retryable: z.boolean(),
});
export type Message = z.infer<typeof messageSchema>;

/** Newest first, at most 100 a page. */
export const messageListSchema = z.object({
  items: z.array(messageSchema),
  /** Opaque; null on the last page. */
  next: z.nullable(z.string()),
  /** Messages in each state but `delivered`. */
  counts: z.object({ pending: z.int(), dispatched: z.int(), refused: z.int(), dead: z.int() }),
});
export type MessageList = z.infer<typeof messageListSchema>;
