import type { CallContext } from '@business-m/protocols';
import type { OutboxMessage } from '../document-context.ts';
import type { Write } from '../documents/write.ts';

/** On whose behalf a message is delivered, long after their request has ended. */
export type Sender = Pick<CallContext, 'tenant' | 'user' | 'roles' | 'trace'>;

/** Writes `message` into the outbox, in the transaction of what it tells. */
export async function writeMessage({ tx, call, now, runtime }: Write, message: OutboxMessage): Promise<void> {
  const { tenant, user, roles, trace } = call;
  const sender: Sender = { tenant, user, roles, trace };
  await tx
    .insertInto('doctype_outbox')
    .values({
      topic: message.topic,
      key: message.key,
      payload: JSON.stringify(message.payload),
      sender: JSON.stringify(sender),
      created_at: now,
      next_attempt_at: runtime.inMs(0),
    })
    .execute();
}
