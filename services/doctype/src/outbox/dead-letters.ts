import type { MessageState, RetriedMessages } from '@business-m/metadata';
import { type CallContext, Refusal } from '@business-m/protocols';
import { type AliasedExpression, type SqlBool, sql } from 'kysely';
import { runWrite } from '../transaction/run-write.ts';
import type { Runtime, Write } from '../transaction/runtime.ts';
import { type Eb, holdsUpOthers, isOvertaken, waitsForAnother } from './key-order.ts';
import { type OutboxRow, ROW_COLUMNS } from './outbox-row.ts';

const MAX_AT_ONCE = 200;
/** Time for the answer to reach its caller. */
const RESERVE_MS = 2_000;
/** A running relay has not seen the retry yet: the messages behind it wait this long. */
const HOLD_BACK_MS = 250;

/** Retries dead letters of one state beyond the number `after`, oldest first, each by itself. */
export async function retryMessages(runtime: Runtime, state: 'refused' | 'dead', after: number, call: CallContext) {
  const found = await runtime.db
    .selectFrom('doctype_outbox')
    .select('id')
    // A literal, so that the partial index of undelivered messages is used.
    .where(sql<SqlBool>`state = ${sql.lit(state)}`)
    .where('id', '>', after)
    .orderBy('id')
    .limit(MAX_AT_ONCE + 1)
    .execute();
  const answer: RetriedMessages = { retried: 0, refused: [], more: found.length > MAX_AT_ONCE, last: after };
  for (const { id } of found.slice(0, MAX_AT_ONCE)) {
    if (Date.now() > call.deadlineMs - RESERVE_MS) return { ...answer, more: true };
    try {
      await retryMessage(runtime, id, call);
      answer.retried += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answer.refused.push({ id, code: error.code, message: error.message });
    }
    answer.last = id;
  }
  return answer;
}

/** Sends a dead letter again. Throws a `Refusal` when it is none, when its turn is past or not yet come, or the domain refuses. */
export function retryMessage(runtime: Runtime, id: number, call: CallContext): Promise<void> {
  const retry = async (write: Write) => {
    const { tx, now, context } = write;
    await lockFollowers(write, id);
    const message = await lockMessage(write, id, (eb) => [waitsForAnother(eb).as('waits'), isOvertaken(eb).as('overtaken')]);
    const { topic, key, payload, attempts } = message;
    const refuse = (why: string) => refuseTo('not-retryable', `Message ${id} cannot be retried: ${why}.`);
    if (!isDeadLetter(message)) refuse(`it is ${message.state}`);
    if (message.waits) refuse(`another one about ${key} has to arrive first`);
    if (message.overtaken) refuse(`a later one about ${key} was sent already`);
    await runtime.domain.deliveries?.[topic]?.onRetried?.({ topic, key, payload }, context);
    const fresh = { state: 'pending', faults: 0, answered: attempts, retried_after: attempts, settled_at: null };
    await tx
      .updateTable('doctype_outbox')
      .set({ ...fresh, retried_by: call.user, retried_at: now, next_attempt_at: runtime.inMs(0) })
      .where('id', '=', id)
      .execute();
    await tx
      .updateTable('doctype_outbox')
      .set({ next_attempt_at: runtime.inMs(HOLD_BACK_MS) })
      .where('key', '=', key)
      .where('id', '>', id)
      .where('state', '=', 'pending')
      .execute();
    write.sent = true;
  };
  return runWrite(runtime, call, retry, { quiet: true });
}

/** Keeps relays from claiming the messages behind this one while its turn is decided; an earlier claim is visible afterwards. */
async function lockFollowers({ tx }: Write, id: number): Promise<void> {
  await tx
    .selectFrom('doctype_outbox')
    .select('id')
    .where('key', '=', tx.selectFrom('doctype_outbox as first').select('first.key').where('first.id', '=', id))
    .where('id', '>', id)
    .where('state', '=', 'pending')
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Dismisses a dead letter. Throws a `Refusal` when it is none, when others wait for it, or when the domain still needs it. */
export function dismissMessage(runtime: Runtime, id: number, reason: string, call: CallContext): Promise<void> {
  const dismiss = async (write: Write) => {
    const message = await lockMessage(write, id, (eb) => [holdsUpOthers(eb).as('holdsUp')]);
    const { topic, key, payload } = message;
    const agree = runtime.domain.deliveries?.[topic]?.onDismissed;
    const refuse = (why: string) => refuseTo('not-dismissable', `Message ${id} cannot be dismissed: ${why}.`);
    if (!isDeadLetter(message)) return refuse(`it is ${message.state}`);
    if (message.holdsUp) refuse(`others about ${key} wait until it is known whether it arrived; retry it`);
    if (!agree) return refuse('it has to arrive');
    await agree({ topic, key, payload }, message.state, write.context);
    await write.tx
      .updateTable('doctype_outbox')
      .set({ state: 'dismissed', dismissed_by: call.user, dismissed_at: write.now, dismissed_reason: reason })
      .where('id', '=', id)
      .execute();
  };
  return runWrite(runtime, call, dismiss, { quiet: true });
}

/** The message, locked until the transaction ends, with `conditions` of its key's order. */
async function lockMessage<Name extends string>(
  { tx }: Write,
  id: number,
  conditions: (eb: Eb) => AliasedExpression<SqlBool, Name>[],
): Promise<OutboxRow & { state: MessageState } & Record<Name, boolean>> {
  const message = await tx
    .selectFrom('doctype_outbox as message')
    .select([...ROW_COLUMNS, 'state'])
    .select((eb) => conditions(eb as never))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!message) throw new Refusal('not-found', `There is no message ${id}.`);
  return message as never;
}

function isDeadLetter<Message extends { state: MessageState }>(message: Message): message is Message & { state: 'refused' | 'dead' } {
  return message.state === 'refused' || message.state === 'dead';
}

function refuseTo(code: string, message: string): never {
  throw new Refusal(code, message);
}
