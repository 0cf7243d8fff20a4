import { type CallContext, DeadlineExceeded, Refusal, withDeadline } from '@business-m/protocols';
import type { OutboxMessage } from '../document-context.ts';
import type { Runtime } from '../documents/runtime.ts';
import { runWrite } from '../documents/write.ts';
import { backOffMs } from './back-off.ts';
import type { Sender } from './write-message.ts';

const DELIVERY_TIMEOUT_MS = 10_000;
const MAX_ERROR_LENGTH = 500;

export interface PendingMessage extends OutboxMessage {
  id: number;
  attempts: number;
  sender: Sender;
}

/** Delivers one message and writes down how it ended: delivered, refused for good, or to be tried again. */
export async function settle(runtime: Runtime, message: PendingMessage): Promise<void> {
  const delivery = runtime.domain.deliveries?.[message.topic];
  try {
    if (!delivery) throw new Error(`no delivery is declared for “${message.topic}”`);
    const outgoing = { topic: message.topic, key: message.key, payload: message.payload };
    const refusal = await deliver(() => delivery.deliver(outgoing, callOf(runtime, message)));
    await runWrite(runtime, callOf(runtime, message), async (write) => {
      await write.tx
        .updateTable('doctype_outbox')
        .set({
          state: refusal ? 'refused' : 'delivered',
          attempts: message.attempts + 1,
          settled_at: write.now,
          last_error: refusal?.message ?? null,
        })
        .where('id', '=', message.id)
        .execute();
      if (refusal) await delivery.onRefused?.(outgoing, refusal, write.context);
      else await delivery.onDelivered?.(outgoing, write.context);
    });
  } catch (error) {
    await postpone(runtime, message, error);
  }
}

/** The refusal, if it was refused: an answer like any other. Everything else that is thrown is worth another try. */
async function deliver(work: () => Promise<unknown>): Promise<Refusal | null> {
  try {
    await withDeadline(Date.now() + DELIVERY_TIMEOUT_MS, work);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function callOf(runtime: Runtime, { id, sender }: PendingMessage): CallContext {
  return { ...sender, deadlineMs: Date.now() + DELIVERY_TIMEOUT_MS, idempotencyKey: `${runtime.domain.scope}-outbox-${id}` };
}

async function postpone(runtime: Runtime, message: PendingMessage, error: unknown): Promise<void> {
  const attempts = message.attempts + 1;
  const reason = error instanceof DeadlineExceeded ? 'no answer in time' : error instanceof Error ? error.message : String(error);
  await runtime.db
    .updateTable('doctype_outbox')
    .set({
      attempts,
      next_attempt_at: new Date(runtime.now().getTime() + backOffMs(attempts)),
      last_error: reason.slice(0, MAX_ERROR_LENGTH),
    })
    .where('id', '=', message.id)
    .execute();
}
