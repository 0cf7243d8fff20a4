import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  checkTexts,
  openFileRevisions,
  openNatsRevisions,
  type PreviewOptions,
  type RevisionStore,
  seedDocuments,
} from '@business-m/manifest/store';
import type { NatsVariables } from '@business-m/nats';
import type { Logger } from 'pino';
import type { Environment } from '../environment.ts';

export function servedEnvironment({ MANIFEST_ENVIRONMENT, MANIFEST_FILE }: Environment): string {
  return MANIFEST_ENVIRONMENT ?? basename(MANIFEST_FILE, '.json');
}

export async function openDocuments(env: Environment, options: PreviewOptions, log: Logger): Promise<RevisionStore> {
  const folder = dirname(env.MANIFEST_FILE);
  if (env.NATS) return openBucket(env, env.NATS, folder, log);
  const seeds = env.SEED_MANIFEST_FOLDER;
  if (seeds !== undefined) await mkdir(folder, { recursive: true });
  const isReadOnly = !(await isWritable(folder));
  if (isReadOnly) log.warn({ folder }, 'the documents cannot be written here: they change by hand only, and no canary is halted');
  const documents = await openFileRevisions({
    folder,
    // Beside the documents or, where that cannot be, with what this gateway keeps for itself.
    history: isReadOnly ? join(env.DESK_DATA, 'manifest-history') : join(folder, '.history'),
    isReadOnly,
    check: (texts, known) => checkTexts(known, texts, options),
    log,
  });
  if (seeds !== undefined && !isReadOnly) await seedDocuments({ documents, folder: seeds, log }, new AbortController().signal);
  return documents;
}

async function openBucket(env: Environment, { access, replicas }: NatsVariables, folder: string, log: Logger): Promise<RevisionStore> {
  const stopped = new AbortController();
  const documents = openNatsRevisions({ ...access, bucket: env.MANIFEST_BUCKET, replicas, log });
  await seedDocuments({ documents, folder, log }, stopped.signal);
  return {
    ...documents,
    close() {
      stopped.abort();
      return documents.close();
    },
  };
}

const isWritable = (folder: string) =>
  access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
