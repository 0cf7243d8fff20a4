import type { CallContext } from '@business-m/protocols';
import { runTransaction } from '../database/run-transaction.ts';
import type { StoredDocType } from '../storage/doctype-storage.ts';
import { loadDocument } from '../storage/document-store.ts';
import { createContext } from './context.ts';
import { createPrefetchedReferences } from './prefetched-references.ts';
import type { Runtime, Write } from './runtime.ts';
import { translateDatabaseError } from './unique-violation.ts';

/** What the transaction needs when the prefetch took its time: a repeated request is answered even while other domains are away. */
const RESERVE_MS = 2_000;

interface WriteOptions {
  /** The outbox writes, not a person. */
  quiet?: boolean;
  /** The document to be written, as far as it is known before the transaction: its id, the values that were sent. */
  document?: { docType: StoredDocType; id?: string | undefined; values?: unknown };
}

/** Fetches the declared references, runs `work` in one transaction (again when it lost against another one) and wakes the relay after the commit. */
export async function runWrite<T>(
  runtime: Runtime,
  call: CallContext,
  work: (write: Write) => Promise<T>,
  { quiet = false, document }: WriteOptions = {},
): Promise<T> {
  const { docTypes, db, schema } = runtime;
  const drawn = new Map<string, number>();
  const references = createPrefetchedReferences(document?.docType ?? null, (doctype) => docTypes.has(doctype), runtime.references);
  const deadlineMs = Math.min(call.deadlineMs, Math.max(Date.now() + RESERVE_MS, call.deadlineMs - RESERVE_MS));
  const prefetch = async () => {
    if (!document) return;
    const { docType, id, values } = document;
    await references.prefetch(values, async () => id !== undefined && loadDocument(db, docType, id), { ...call, deadlineMs });
  };
  try {
    const { result, sent } = await runTransaction(
      db,
      async (transaction) => {
        const tx = transaction.withSchema(schema);
        const write = { runtime, call, references, drawn, quiet, tx, now: runtime.now(), revised: new Set<string>(), sent: false } as Write;
        write.context = createContext(write);
        return { result: await work(write), sent: write.sent };
      },
      prefetch,
    );
    if (sent) runtime.wakeRelay();
    return result;
  } catch (error) {
    throw translateDatabaseError(runtime, error);
  }
}
