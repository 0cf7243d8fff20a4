import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Revision } from '@business-m/contract';
import { removeFile, writeDurably } from '@business-m/files';
import { DocumentRefusal } from '../document-refusal.ts';
import { RevisionConflict, type RevisionDraft } from '../revision-store.ts';
import { hashOf, readDocumentFile } from './document-file.ts';
import { openRecords, type Record } from './records.ts';

export interface FileDocumentOptions {
  name: string;
  history: string;
  /** What people edit; null for a document that lies in the history alone. */
  file: string | null;
  now: () => Date;
}

/** A text in the file that is not the newest revision's. */
export interface HandEdit {
  name: string;
  text: string;
  /** Over which it lies. */
  head: Revision | null;
}

export type FileDocument = ReturnType<typeof openFileDocument>;

export const byHand = { id: 'file', name: 'edited by hand' } as const;
/** How often another writer may be first. */
const TRIES = 20;

/** One document of the file store. Any method may be called by several processes at once, and may be killed at any point. */
export function openFileDocument({ name, history, file, now }: FileDocumentOptions) {
  const records = openRecords(history, name);

  /** The file's text or, when it cannot be read as one, why. */
  const textOf = (path: string) =>
    readDocumentFile(path).catch((error: unknown) => (error instanceof DocumentRefusal ? error : Promise.reject(error)));

  /** Puts a revision's text into the file where a crash prevented it. A text typed there since stays. */
  async function finish(head: Record | null): Promise<void> {
    if (!file || !head?.waits || !(await records.isWaiting(head))) return;
    const text = await textOf(file);
    const found = text instanceof DocumentRefusal ? null : hashOf(text);
    if (found === head.waits.over || found === null || found === hashOf(head.text)) await records.moveInto(head, file);
    else await records.dropWaiting(head);
  }

  /** Finishes a write that a crash interrupted, then answers what was typed into the file since. @throws DocumentRefusal when it cannot be read. */
  async function look(): Promise<HandEdit | null> {
    if (!file) return null;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const head = await records.head();
      await finish(head);
      const text = await textOf(file);
      // A revision that came meanwhile may be what stands in the file.
      if ((await records.head())?.number !== head?.number) continue;
      // Its first writer has made its folder and not yet its revision, or was killed there.
      if (!head && isAbsent(text)) return null;
      if (text instanceof DocumentRefusal) throw text;
      return text === head?.text ? null : { name, text, head: head && revisionOf(head) };
    }
    return null;
  }

  function next(head: Revision | null, made: Omit<Revision, 'number' | 'parent' | 'time'>): Revision {
    return { number: (head?.number ?? 0) + 1, parent: head?.number ?? null, time: now().toISOString(), ...made };
  }

  /** @throws RevisionConflict */
  async function write({ parent, ...draft }: RevisionDraft): Promise<Revision> {
    const head = await records.head();
    if ((head?.number ?? null) !== parent) throw new RevisionConflict(name, head && revisionOf(head));
    await finish(head);
    const before = file && (await textOf(file));
    if (typeof before === 'string' && before !== head?.text && before !== draft.text) await keepAside(before);
    const over = typeof before === 'string' ? hashOf(before) : null;
    const record = await records.append(next(head, draft), file ? { text: draft.text, over } : null);
    if (!record) {
      const winner = await records.head();
      throw new RevisionConflict(name, winner && revisionOf(winner));
    }
    // Reads the file again: a person may have typed meanwhile.
    await finish(record);
    return revisionOf(record);
  }

  /** What was typed into the file and never accepted is not lost when a revision takes its place. */
  async function keepAside(text: string): Promise<void> {
    const folder = join(history, name, 'refused');
    await mkdir(folder, { recursive: true });
    const aside = join(folder, `${hashOf(text).slice(0, 16)}.json`);
    await removeFile(aside);
    await writeDurably(aside, text);
  }

  return {
    look,
    write,
    async head(): Promise<Revision | null> {
      const head = await records.head();
      return head && revisionOf(head);
    },
    async at(number: number): Promise<Revision | null> {
      const record = await records.at(number);
      return record && revisionOf(record);
    },
    /** Whether the newest revision's text is in this file of the history, and still to be put into the document's. */
    waitsFor: async (fileName: string) => (await records.head())?.waits?.as === fileName,
    /** Keeps what was typed; null when another revision became the head meanwhile: then look again. */
    async record({ text, head }: HandEdit): Promise<Revision | null> {
      const record = await records.append(next(head, { author: byHand, reason: 'Edited by hand', text }), null);
      return record && revisionOf(record);
    },
  };
}

const isAbsent = (text: string | DocumentRefusal) =>
  text instanceof DocumentRefusal && (text.cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';

function revisionOf({ waits: _, ...revision }: Record): Revision {
  return revision;
}
