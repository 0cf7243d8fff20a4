import { type Message, type MessageList, type MessageState, messageSchema, type RetriedMessages } from '@business-m/metadata';
import { type CallContext, Refusal } from '@business-m/protocols';
import { type SqlBool, sql } from 'kysely';
import { foreignCursor } from '../documents/list-query.ts';
import { allowed } from '../documents/permission.ts';
import type { Runtime } from '../transaction/runtime.ts';
import { countMessages } from './counts.ts';
import { dismissableTopics, dismissMessage, retryMessage, retryMessages } from './dead-letters.ts';
import { holdsUpOthers, isOvertaken, waitsForAnother } from './key-order.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 100;
/** The role of people who run the desk. */
const OPS = 'ops';

export interface MessageQuery {
  state?: MessageState | undefined;
  /** The id of the document that the messages are about. */
  key?: string | undefined;
  cursor?: string | undefined;
  /** 1 to 100; 50 unless given. */
  limit?: number | undefined;
}

/** The outbox for people. The role `ops` sees all messages, a reader of a document those about it. */
export interface MessageService {
  /** Newest first. */
  list(query: MessageQuery, call: CallContext): Promise<MessageList>;
  get(id: number, call: CallContext): Promise<Message>;
  /** Sends a dead letter again and answers it. Throws `not-retryable`, or the domain's refusal. */
  retry(id: number, call: CallContext): Promise<Message>;
  /** At most 200 at a time, with numbers above `after`, so that messages that cannot be retried do not block the others. */
  retryAll(state: 'refused' | 'dead', call: CallContext, after?: number): Promise<RetriedMessages>;
  /** Dismisses a dead letter and answers it. Throws `not-dismissable`, or the domain's refusal. */
  dismiss(id: number, reason: string, call: CallContext): Promise<Message>;
  /** All about one document, newest first, at most 100. */
  ofKey(key: string, call: CallContext): Promise<Message[]>;
}

export function createMessageService(runtime: Runtime): MessageService {
  async function list({ state, key, cursor, limit = DEFAULT_LIMIT }: MessageQuery, call: CallContext): Promise<MessageList> {
    await authorise(runtime, call, key);
    const pageSize = Math.min(MAX_LIMIT, Math.max(1, limit));
    let query = selectMessages(runtime)
      .orderBy('message.id', 'desc')
      .limit(pageSize + 1);
    // A literal, so that the partial index of undelivered messages is used.
    if (state !== undefined) query = query.where(sql<SqlBool>`message.state = ${sql.lit(state)}`);
    if (key !== undefined) query = query.where('message.key', '=', key);
    if (cursor !== undefined) query = query.where('message.id', '<', readCursor(cursor));
    const rows = await query.execute();
    const items = rows
      .slice(0, pageSize)
      .map(toMessage)
      .map((message) => (isOps(call) ? message : forReaders(message)));
    const { oldest_s: _age, ...counts } = await countMessages(runtime, key);
    return { items, next: rows.length > pageSize ? writeCursor(items.at(-1)?.id ?? 0) : null, counts };
  }

  async function read(id: number): Promise<Message> {
    const row = await selectMessages(runtime).where('message.id', '=', id).executeTakeFirst();
    if (!row) throw new Refusal({ code: 'not-found', message: `There is no message ${id}.` });
    return toMessage(row);
  }

  return {
    list,
    async get(id, call) {
      await authorise(runtime, call);
      return read(id);
    },
    async retry(id, call) {
      await authorise(runtime, call);
      await retryMessage(runtime, id, call);
      return read(id);
    },
    async retryAll(state, call, after = 0) {
      await authorise(runtime, call);
      return retryMessages(runtime, state, after, call);
    },
    async dismiss(id, reason, call) {
      await authorise(runtime, call);
      await dismissMessage(runtime, id, reason, call);
      return read(id);
    },
    ofKey: async (key, call) => (await list({ key, limit: MAX_LIMIT }, call)).items,
  };
}

const isOps = ({ roles }: CallContext): boolean => roles.includes(OPS);

/** A reader of a document may see the messages about it. */
async function authorise({ db, docTypes }: Runtime, call: CallContext, key?: string): Promise<void> {
  if (isOps(call)) return;
  const readable = key === undefined ? [] : [...docTypes.values()].filter(({ declaration }) => allowed(declaration, call).has('read'));
  for (const { table } of readable) {
    if (await db.selectFrom(table).select('id').where('id', '=', key).executeTakeFirst()) return;
  }
  throw new Refusal({ code: 'forbidden', message: 'Messages are for operations, and for who may read the document they are about.' });
}

/** What the wire shows of a message, less what is computed here. */
const WIRE_COLUMNS = Object.keys(messageSchema.shape).filter((name) => !['user', 'retryable', 'dismissable'].includes(name));

function selectMessages({ db, domain }: Runtime) {
  const topics = dismissableTopics(domain);
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

function toMessage({ sender, ...row }: Record<string, unknown>): Message {
  const message = row as Omit<Message, 'user'>;
  const moving = message.state === 'pending' || message.state === 'dispatched';
  return { ...message, next_attempt_at: moving ? message.next_attempt_at : null, user: (sender as { user: string }).user };
}

/** Errors of open messages name hosts and databases, which is for operations; refused and dead messages explain the document's state. */
function forReaders(message: Message): Message {
  const moving = message.state === 'pending' || message.state === 'dispatched';
  return moving && message.last_error !== null
    ? { ...message, last_error: 'It did not arrive yet, and is tried again by itself.' }
    : message;
}

const writeCursor = (id: number): string => Buffer.from(`before ${id}`).toString('base64url');

function readCursor(cursor: string): number {
  const id = /^before (\d{1,15})$/.exec(Buffer.from(cursor.slice(0, 100), 'base64url').toString())?.[1];
  if (id === undefined) throw foreignCursor();
  return Number(id);
}
