import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { environmentNameSchema } from '@business-m/contract';
import { orIfAbsent } from '@business-m/files';
import { DocumentRefusal, ifRefused } from './document-refusal.ts';
import { readDocumentFile } from './file/document-file.ts';
import { parseDocument } from './parse-desired.ts';
import { RevisionConflict, type RevisionStore, StoreUnavailable } from './revision-store.ts';

interface SeedOptions {
  documents: RevisionStore;
  /** `<name>.json` in it is what the document begins with. */
  folder: string;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
  /** Between attempts while the store is away. Default 1,000. */
  retryMs?: number;
}

const seeder = { id: 'file', name: 'first start' } as const;

/** Writes first revisions from files for documents that the store lacks. Retries in the background while the store is away. */
export async function seedDocuments(options: SeedOptions, signal: AbortSignal): Promise<void> {
  if (await attempt(options)) return;
  void (async () => {
    while (!signal.aborted) {
      await delay(options.retryMs ?? 1_000, undefined, { signal, ref: false }).catch(() => {});
      if (signal.aborted || (await attempt(options))) return;
    }
  })();
}

/** Whether it is done. */
async function attempt({ documents, folder, log }: SeedOptions): Promise<boolean> {
  try {
    const files = (await readdir(folder).catch(orIfAbsent(() => []))).filter((name) => name.endsWith('.json'));
    const names = files.map((name) => name.slice(0, -'.json'.length)).filter((name) => environmentNameSchema.safeParse(name).success);
    const known = new Set(await documents.names());
    for (const name of names.filter((each) => !known.has(each)).sort()) {
      const text = await readSeed(join(folder, `${name}.json`), log);
      if (text === null) continue;
      const draft = { parent: null, author: seeder, reason: `First revision, from ${name}.json`, text };
      // Somebody else may write it first.
      const written = await documents.write(name, draft).catch(ifRefused(null, RevisionConflict));
      if (written) log.info({ document: name, revision: written.number }, 'the store had no such document; it begins with the file');
    }
    return true;
  } catch (error) {
    if (error instanceof StoreUnavailable) return false;
    throw error;
  }
}

async function readSeed(file: string, log: SeedOptions['log']): Promise<string | null> {
  try {
    const text = await readDocumentFile(file);
    parseDocument(text);
    return text;
  } catch (error) {
    if (!(error instanceof DocumentRefusal)) throw error;
    log.warn({ file, path: error.path, reason: error.message }, 'a file that is no manifest is not put into the store');
    return null;
  }
}
