import { type Message, type MessageList, type MessageState, messageSchema, type RetriedMessages } from '@business-m/metadata';
import { type CallContext, Refusal } from '@business-m/protocols';
import { type SqlBool, sql } from 'kysely';
import { readSnapshot } from '../database/run-transaction.ts';
import { foreignCursor } from '../documents/list-query.ts';
import { allowed } from '../documents/permission.ts';
import type { Runtime } from '../transaction/runtime.ts';
import { countMessages } from './counts.ts';
import { dismissMessage, retryMessage, retryMessages } from './dead-letters.ts';
import { holdsUpOthers, isOvertaken, waitsForAnother } from './key-order.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 100;
const OPS = 'ops';

export interface MessageQuery {
  state?: MessageState;
  /** The id of the document that the messages are about. */
  key?: string;
  cursor?: string;
  /** 1 to 100; 50 unless given. */
  limit?: number;
}

/** The outbox for people. The role `ops` sees all messages, a reader of a document those about it. */
export function createMessageService(runtime: Runtime) {
  async function list({ state, key, cursor, limit = DEFAULT_LIMIT }: MessageQuery, call: CallContext): Promise<MessageList> {
    await authorise(runtime, call, key);
    const pageSize = Math.min(MAX_LIMIT, Math.max(1, limit));
    const before = cursor === undefined ? null : readCursor(cursor);
    const { rows, counted } = await readSnapshot(runtime.db, async (db) => ({
      rows: await selectMessages({ ...runtime, db })
        .orderBy('message.id', 'desc')
        .limit(pageSize + 1)
        // A literal, so that the partial index of undelivered messages is used.
        .$if(state !== undefined, (query) => query.where(sql<SqlBool>`message.state = ${sql.lit(state)}`))
        .$if(key !== undefined, (query) => query.where('message.key', '=', key))
        .$if(before !== null, (query) => query.where('message.id', '<', before))
        .execute(),
      counted: await countMessages({ ...runtime, db }, key),
    }));
    const items = rows.slice(0, pageSize).map((row) => toMessage(row, isOps(call)));
    const { oldest_s: _age, ...counts } = counted;
    return { items, next: rows.length > pageSize ? writeCursor(items.at(-1)?.id ?? 0) : null, counts };
  }

  async function get(id: number, call: CallContext): Promise<Message> {
    await authorise(runtime, call);
    const row = await selectMessages(runtime).where('message.id', '=', id).executeTakeFirst();
    if (!row) throw new Refusal('not-found', `There is no message ${id}.`);
    return toMessage(row, true);
  }

  return {
    list,
    get,
    /** Sends a dead letter again and answers it. Throws `not-retryable`, or the domain's refusal. */
    async retry(id: number, call: CallContext): Promise<Message> {
      await authorise(runtime, call);
      await retryMessage(runtime, id, call);
      return get(id, call);
    },
    /** At most 200 at a time, with numbers above `after`, so that messages that cannot be retried do not block the others. */
    async retryAll(state: 'refused' | 'dead', call: CallContext, after = 0): Promise<RetriedMessages> {
      await authorise(runtime, call);
      return retryMessages(runtime, state, after, call);
    },
    /** Dismisses a dead letter and answers it. Throws `not-dismissable`, or the domain's refusal. */
    async dismiss(id: number, reason: string, call: CallContext): Promise<Message> {
      await authorise(runtime, call);
      await dismissMessage(runtime, id, reason, call);
      return get(id, call);
    },
  };
}

const isOps = ({ roles }: CallContext): boolean => roles.includes(OPS);

async function authorise({ db, docTypes }: Runtime, call: CallContext, key?: string): Promise<void> {
  if (isOps(call)) return;
  const readable = key === undefined ? [] : [...docTypes.values()].filter(({ declaration }) => allowed(declaration, call).has('read'));
  for (const { table } of readable) {
    if (await db.selectFrom(table).select('id').where('id', '=', key).executeTakeFirst()) return;
  }
  throw new Refusal('forbidden', 'Messages are for operations, and for who may read the document they are about.');
}

/** What the wire shows of a message, less what is computed here. */
const WIRE_COLUMNS = Object.keys(messageSchema.shape).filter((name) => !['user', 'retryable', 'dismissable'].includes(name));

function selectMessages({ db, domain: { deliveries = {} } }: Runtime) {
  const topics = Object.keys(deliveries).filter((topic) => deliveries[topic]?.onDismissed);
  const isDeadLetter = sql<SqlBool>`message.state in ('refused', 'dead')`;
  return db
    .selectFrom('doctype_outbox as message')
    .select([...WIRE_COLUMNS, 'sender'].map((column) => `message.${column}`))
    .select((eb) => [
      eb.and([isDeadLetter, eb.not(waitsForAnother(eb)), eb.not(isOvertaken(eb))]).as('retryable'),
      eb
        .and([isDeadLetter, eb.val(topics.length > 0), sql<SqlBool>`message.topic = any(${topics}::text[])`, eb.not(holdsUpOthers(eb))])
        .as('dismissable'),
    ]);
}

/** Errors of open messages name hosts and databases, which is for operations; refused and dead messages explain the document's state. */
function toMessage({ sender, ...row }: Record<string, unknown>, forOps: boolean): Message {
  const message = { ...row, user: (sender as { user: string }).user } as Message;
  if (message.state !== 'pending' && message.state !== 'dispatched') return { ...message, next_attempt_at: null };
  if (forOps || message.last_error === null) return message;
  return { ...message, last_error: 'It did not arrive yet, and is tried again by itself.' };
}

const writeCursor = (id: number): string => Buffer.from(`before ${id}`).toString('base64url');

function readCursor(cursor: string): number {
  const id = /^before (\d{1,15})$/.exec(Buffer.from(cursor.slice(0, 100), 'base64url').toString())?.[1];
  if (id === undefined) throw foreignCursor();
  return Number(id);
}
