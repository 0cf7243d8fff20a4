import type { ReferenceProtocol } from '@business-m/protocols';
import type { DocumentValues } from '../declaration.ts';
import type { DocumentContext } from '../document-context.ts';
import { writeMessage } from '../outbox/write-message.ts';
import { loadDocument } from '../storage/document-store.ts';
import { findDocType } from './runtime.ts';
import type { Write } from './write.ts';

/** What the hooks of one transaction get. */
export function createContext(write: Write, references: ReferenceProtocol): DocumentContext {
  const { runtime, tx, call, now } = write;
  return {
    tx,
    call,
    now,
    references,
    get: (doctype, id) => loadDocument(tx, findDocType(runtime, doctype), id),
    patch: (doctype, id, values) => patchDocument(write, doctype, id, values),
    messagesOf: (key) => tx.selectFrom('doctype_outbox').select(['id', 'topic', 'state']).where('key', '=', key).orderBy('id').execute(),
    async send(message) {
      if (!runtime.domain.deliveries?.[message.topic])
        throw new Error(`${runtime.domain.scope} declares no delivery for “${message.topic}”`);
      await writeMessage(write, message);
      write.sent = true;
    },
  };
}

async function patchDocument(
  write: Write,
  doctype: string,
  id: string,
  values: Record<string, unknown>,
): Promise<DocumentValues['status']> {
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
