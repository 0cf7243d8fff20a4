import { z } from 'zod/mini';

/** State of an outbox message. `refused` and `dead` are dead letters: they wait until a person retries or dismisses them. */
export const messageStateSchema = z.enum(['pending', 'dispatched', 'delivered', 'refused', 'dead', 'dismissed']);
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
  /** Who retried it last, and when; null when nobody did. */
  retried_by: z.nullable(z.string()),
  retried_at: z.nullable(z.string()),
  /** Whether it can be retried: a dead letter that waits for nothing before it, and that nothing has overtaken. */
  retryable: z.boolean(),
  /** Who dismissed it, when, and why; null when nobody did. */
  dismissed_by: z.nullable(z.string()),
  dismissed_at: z.nullable(z.string()),
  dismissed_reason: z.nullable(z.string()),
  /** Whether somebody may ask for it to be dismissed: a dead letter that holds up no other. Its domain may still say no. */
  dismissable: z.boolean(),
});
export type Message = z.infer<typeof messageSchema>;

/** Newest first, at most 100 a page. */
export const messageListSchema = z.object({
  items: z.array(messageSchema),
  /** Opaque; null on the last page. */
  next: z.nullable(z.string()),
  /** Messages in each state that is not an end; of the key, where one is asked for. */
  counts: z.object({ pending: z.int(), dispatched: z.int(), refused: z.int(), dead: z.int() }),
});
export type MessageList = z.infer<typeof messageListSchema>;

/** `POST /api/<scope>/messages/retry` `{"state": "refused"}`: all dead letters of one state, oldest first, beyond the number `after`. */
export const retryMessagesSchema = z.object({ state: z.enum(['refused', 'dead']), after: z.optional(z.int().check(z.nonnegative())) });

/** `POST /api/<scope>/messages/<id>/dismiss`: why, for whoever asks later. */
export const dismissMessageSchema = z.object({ reason: z.string().check(z.trim(), z.minLength(3), z.maxLength(500)) });

/** What became of them. `more`: there are others; ask again, `after` the `last` of these. */
export const retriedMessagesSchema = z.object({
  retried: z.int(),
  /** Those that cannot be retried, and why not. */
  refused: z.array(z.object({ id: z.int(), code: z.string(), message: z.string() })),
  more: z.boolean(),
  /** The number of the last one that was looked at; `after` again when there was none. */
  last: z.int(),
});
export type RetriedMessages = z.infer<typeof retriedMessagesSchema>;
