import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { checkTexts, openFileRevisions, type PreviewOptions, type RevisionStore } from '@business-m/manifest/store';
import type { Logger } from 'pino';
import type { Environment } from '../environment.ts';

/** The document that this gateway serves. */
export function servedEnvironment({ MANIFEST_ENVIRONMENT, MANIFEST_FILE }: Environment): string {
  return MANIFEST_ENVIRONMENT ?? basename(MANIFEST_FILE, '.json');
}

/** The store of documents that the environment names. */
export async function openDocuments(env: Environment, options: PreviewOptions, log: Logger): Promise<RevisionStore> {
  const folder = dirname(env.MANIFEST_FILE);
  return openFileRevisions({
    folder,
    history: await historyFolder(folder, env.DESK_DATA),
    check: (texts, documents) => checkTexts(documents, texts, options),
    log,
  });
}

/** Beside the documents; where their folder is mounted read-only, with what this gateway keeps for itself. */
async function historyFolder(folder: string, data: string): Promise<string> {
  const beside = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  return beside ? join(folder, '.history') : join(data, 'manifest-history');
}
