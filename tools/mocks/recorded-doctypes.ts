import { join } from 'node:path';
import type { DocTypeMeta } from '@business-m/metadata';
import { openTestHost } from '../../services/host/src/testing/test-host.ts';

/** Which DocTypes a remote's mocks answer for. The rest of its mocks is written by hand; these are what the services say. */
const mocked: Readonly<Record<string, readonly string[]>> = {
  finance: ['account', 'journal-entry', 'customer', 'supplier'],
  wms: ['item', 'uom', 'warehouse', 'stock-entry'],
};

const root = join(import.meta.dirname, '../..');

/** File → metadata by DocType, as the services answer it to somebody who may do everything. */
export async function recordDocTypes(): Promise<Record<string, Record<string, DocTypeMeta>>> {
  const host = await openTestHost([]);
  try {
    const recorded: Record<string, Record<string, DocTypeMeta>> = {};
    for (const [remote, docTypes] of Object.entries(mocked)) {
      const answers = docTypes.map(async (docType) => [docType, await (await host.fetch('GET', `/api/meta/${docType}`)).json()]);
      recorded[join(root, 'remotes', remote, 'src/mocks/doctypes.json')] = Object.fromEntries(await Promise.all(answers));
    }
    return recorded;
  } finally {
    await host.close();
  }
}
