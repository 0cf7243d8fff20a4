import type { CallContext } from '@business-m/protocols';
import { runTransaction } from '../database/run-transaction.ts';
import type { DocumentContext } from '../declaration.ts';
import type { StoredDocType } from '../storage/doctype-storage.ts';
import { loadDocument } from '../storage/document-store.ts';
import { refuseHeld } from './holds.ts';
import { createPrefetchedReferences } from './prefetched-references.ts';
import { type ChangeGuard, findDocType, type Runtime, type Write } from './runtime.ts';
import { translateDatabaseError } from './unique-violation.ts';

/** Time left for the transaction after a slow prefetch, so that a repeated request is answered while other domains are away. */
const RESERVE_MS = 2_000;

interface WriteOptions {
  quiet?: boolean;
  /** The document to be written, as far as it is known before the transaction: its id, the values that were sent. */
  document?: { docType: StoredDocType; id?: string | undefined; values?: unknown };
  guard?: ChangeGuard | null;
}

/** Fetches the declared references, runs `work` in one transaction (again when it lost) and wakes the relay after the commit. */
export async function runWrite<T>(
  runtime: Runtime,
  call: CallContext,
  work: (write: Write) => Promise<T>,
  { quiet = false, document, guard = null }: WriteOptions = {},
): Promise<T> {
  const { docTypes, db, schema } = runtime;
  const isOwn = (doctype: string) => docTypes.has(doctype);
  const references = createPrefetchedReferences(document?.docType ?? null, isOwn, runtime.references, (tx, keys, sinceMs) =>
    refuseHeld(tx, schema, keys, sinceMs),
  );
  const deadlineMs = Math.min(call.deadlineMs, Math.max(Date.now() + RESERVE_MS, call.deadlineMs - RESERVE_MS));
  const prepare = async () => {
    await guard?.ask();
    if (!document) return;
    const { docType, id, values } = document;
    await references.prefetch(values, async () => id !== undefined && loadDocument(db, docType, id), { ...call, deadlineMs });
  };
  try {
    const { result, sent } = await runTransaction(
      db,
      async (transaction) => {
        const tx = transaction.withSchema(schema);
        const write = {
          runtime,
          call,
          references,
          guard,
          quiet,
          tx,
          now: runtime.now(),
          revised: new Set<string>(),
          sent: false,
        } as Write;
        write.context = createContext(write);
        return { result: await work(write), sent: write.sent };
      },
      prepare,
    );
    if (sent) runtime.wakeRelay();
    return result;
  } catch (error) {
    throw translateDatabaseError(runtime, error);
  } finally {
    await guard?.release();
  }
}

/** On whose behalf an outbox message is delivered, long after the request has ended. */
export type Sender = Pick<CallContext, 'tenant' | 'user' | 'roles' | 'trace'>;

function createContext(write: Write): DocumentContext {
  const { runtime, tx, call, now, references } = write;
  return {
    tx,
    call,
    now,
    today: runtime.companyDay(now),
    currencyDigits: runtime.currencyDigits,
    reference: references.get,
    get: (doctype, id) => loadDocument(tx, findDocType(runtime, doctype), id),
    patch: (doctype, id, values) => patchDocument(write, doctype, id, values),
    messagesOf: (key) => tx.selectFrom('doctype_outbox').select(['id', 'topic', 'state']).where('key', '=', key).orderBy('id').execute(),
    async send({ topic, key, payload }) {
      if (!runtime.domain.deliveries?.[topic]) throw new Error(`${runtime.domain.scope} declares no delivery for “${topic}”`);
      const { tenant, user, roles, trace } = call;
      const sender: Sender = { tenant, user, roles, trace };
      await tx
        .insertInto('doctype_outbox')
        .values({
          topic,
          key,
          payload: JSON.stringify(payload),
          sender: JSON.stringify(sender),
          created_at: now,
          next_attempt_at: runtime.inMs(0),
        })
        .execute();
      write.sent = true;
    },
  };
}

async function patchDocument(write: Write, doctype: string, id: string, values: Record<string, unknown>) {
  const docType = findDocType(write.runtime, doctype);
  const writable = new Set(docType.scalars.filter((field) => field.readOnly).map((field) => field.name));
  for (const name of Object.keys(values)) {
    if (!writable.has(name)) throw new Error(`patch writes read-only fields of the document itself; “${name}” of ${doctype} is none`);
  }
  const grown = revise(write, doctype, id) ? 1 : 0;
  const patched = await write.tx
    .updateTable(docType.table)
    .set((eb) => ({
      ...values,
      revision: eb('revision', '+', grown),
      edited_revision: write.quiet ? eb.fn.coalesce('edited_revision', 'revision') : null,
      modified_at: write.now,
      modified_by: write.call.user,
    }))
    .where('id', '=', id)
    .returning('status')
    .executeTakeFirst();
  if (!patched) throw new Error(`there is no ${doctype} ${id} to patch`);
  return patched.status;
}

/** Whether the document's revision still has to grow in this transaction. */
export function revise(write: Write, doctype: string, id: string): boolean {
  const key = `${doctype}/${id}`;
  if (write.revised.has(key)) return false;
  write.revised.add(key);
  return true;
}
