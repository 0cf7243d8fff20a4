import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Revision } from '@business-m/contract';
import { orIfAbsent } from '@business-m/files';
import { type MergedDocument, mergedDocument } from '@business-m/manifest/store';
import { DeskFailure, sentenceOf } from '../desk-failure.ts';

/** Of an environment's file: its name, and the folder in which what it extends lies. */
export const environmentsBeside = (file: string) => ({ name: basename(file).replace(/\.json$/, ''), folder: dirname(file) });

/** The file laid over what it extends, which lies beside it. Throws the store's `DocumentRefusal` for what no manifest may be. */
export function readMergedFile(file: string, text: string): Promise<MergedDocument> {
  const { name, folder } = environmentsBeside(file);
  return mergedDocument({ head: (document) => readHead(join(folder, `${document}.json`)) }, name, text);
}

export async function environmentNames(folder: string): Promise<string[]> {
  const files = await readdir(folder);
  return files.filter((file) => /^[a-z][a-z0-9-]*\.json$/.test(file)).map((file) => file.slice(0, -'.json'.length));
}

export async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new DeskFailure(`${file} cannot be read: ${sentenceOf(error)}`, { cause: error, code: 'unreadable' });
  });
}

async function readHead(file: string): Promise<Revision | null> {
  const text = await readFile(file, 'utf8').catch(orIfAbsent(() => null));
  const author = { id: 'file', name: 'edited by hand' };
  return text === null ? null : { number: 1, parent: null, author, reason: 'as it lies there', time: new Date(0).toISOString(), text };
}
