import type { RetriedMessages } from '@business-m/metadata';
import { type CallContext, Refusal } from '@business-m/protocols';
import { type SqlBool, sql } from 'kysely';
import { runWrite } from '../transaction/run-write.ts';
import type { Runtime, Write } from '../transaction/runtime.ts';
import { findLetter, type Letter } from './letter.ts';
import { isOvertaken, waitsForAnother } from './standing.ts';

const MAX_AT_ONCE = 200;
/** For the answer to reach its caller. */
const RESERVE_MS = 2_000;
/** What is behind a retried message is not looked at before it is seen. */
const HOLD_BACK_MS = 250;

/** Brings a dead letter back on its way. Throws a `Refusal` when it is none, when its turn is past or not yet come, or the domain says no. */
export async function retryMessage(runtime: Runtime, id: number, call: CallContext): Promise<void> {
  await runWrite(runtime, call, (write) => retry(write, id), { quiet: true });
}

/** Dead letters of one state beyond the number `after`, oldest first, each by itself. */
export async function retryMessages(
  runtime: Runtime,
  state: 'refused' | 'dead',
  after: number,
  call: CallContext,
): Promise<RetriedMessages> {
  const letters = await runtime.db
    .selectFrom('doctype_outbox')
    .select('id')
    // A literal, so that the index of what is not delivered fits.
    .where(sql<SqlBool>`state = ${sql.lit(state)}`)
    .where('id', '>', after)
    .orderBy('id')
    .limit(MAX_AT_ONCE + 1)
    .execute();
  const answer: RetriedMessages = { retried: 0, refused: [], more: letters.length > MAX_AT_ONCE, last: after };
  for (const { id } of letters.slice(0, MAX_AT_ONCE)) {
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

async function retry(write: Write, id: number): Promise<void> {
  const { tx, now, call, context, runtime } = write;
  await holdFollowers(write, id);
  const letter = await findLetter(tx, id, (eb) => [waitsForAnother(eb).as('waits'), isOvertaken(eb).as('overtaken')]);
  refuseUnfit(letter);
  const { topic, key, payload, attempts } = letter;
  await runtime.domain.deliveries?.[topic]?.onRetried?.({ topic, key, payload }, context);
  await tx
    .updateTable('doctype_outbox')
    .set({
      state: 'pending',
      faults: 0,
      answered: attempts,
      retried_after: attempts,
      retried_by: call.user,
      retried_at: now,
      next_attempt_at: runtime.inMs(0),
      settled_at: null,
    })
    .where('id', '=', id)
    .execute();
  // Whoever looks for work at this very moment has not seen it yet: what it is in front of again changes under their hands.
  await tx
    .updateTable('doctype_outbox')
    .set({ next_attempt_at: runtime.inMs(HOLD_BACK_MS) })
    .where('key', '=', key)
    .where('id', '>', id)
    .where('state', '=', 'pending')
    .execute();
  write.sent = true;
}

/** Nobody takes what is behind the letter while it is decided whether it goes first; what was taken before this is seen by what follows. */
async function holdFollowers({ tx }: Write, id: number): Promise<void> {
  await tx
    .selectFrom('doctype_outbox')
    .select('id')
    .where('key', '=', tx.selectFrom('doctype_outbox as letter').select('letter.key').where('letter.id', '=', id))
    .where('id', '>', id)
    .where('state', '=', 'pending')
    .orderBy('id')
    .forUpdate()
    .execute();
}

function refuseUnfit({ id, key, state, waits, overtaken }: Letter<'waits' | 'overtaken'>): void {
  const why =
    state !== 'refused' && state !== 'dead'
      ? `it is ${state}`
      : waits
        ? `another one about ${key} has to arrive first`
        : overtaken
          ? `a later one about ${key} was sent already`
          : null;
  if (why !== null) throw new Refusal({ code: 'not-retryable', message: `Message ${id} cannot be retried: ${why}.` });
}
