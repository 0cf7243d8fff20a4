import type { Revision } from '@business-m/contract';
import { DocumentRefusal } from '../document-refusal.ts';
import type { ManifestFault } from '../manifest-store.ts';
import type { RevisionStore } from '../revision-store.ts';
import { hashOf } from './document-file.ts';
import type { FileDocument, HandEdit } from './file-document.ts';

/** Throws a DocumentRefusal when these texts, all taken together as the newest of their documents, are not acceptable. */
export type CheckTexts = (texts: ReadonlyMap<string, string>, documents: Pick<RevisionStore, 'head' | 'names'>) => Promise<void>;

export interface HandEditsOptions {
  check: (texts: ReadonlyMap<string, string>) => Promise<void>;
  log: { warn(fields: object, message: string): void };
  /** Called with each edit that became a revision. */
  onRecorded: (name: string, revision: Revision) => void;
  /** Waits between attempts while something that a text refers to cannot be read; each is twice the one before. */
  retryMs: { first: number; most: number };
}

interface Judged {
  hash: string;
  fault: ManifestFault;
  /** When the same text may be checked again, on the monotonic clock. */
  dueAtMs: number;
  attempts: number;
}

/** What people type into the files: an acceptable text becomes a revision, any other a fault that says where and why. */
export function createHandEdits({ check, log, onRecorded, retryMs }: HandEditsOptions) {
  const judged = new Map<string, Judged>();
  const faults = new Map<string, ManifestFault>();

  function refuse(name: string, hash: string, { path, message, retry }: DocumentRefusal): void {
    const before = judged.get(name);
    const attempts = before?.hash === hash ? before.attempts + 1 : 0;
    const fault = { path, message, retrying: retry };
    const dueAtMs = retry ? performance.now() + Math.min(retryMs.most, retryMs.first * 2 ** attempts) : Number.POSITIVE_INFINITY;
    judged.set(name, { hash, fault, dueAtMs, attempts });
    const known = faults.get(name);
    faults.set(name, fault);
    if (known?.path !== path || known.message !== message)
      log.warn({ document: name, path, reason: message }, 'an edit by hand was refused');
  }

  function clear(name: string): void {
    judged.delete(name);
    faults.delete(name);
  }

  const isDue = ({ name, text }: HandEdit) => {
    const known = judged.get(name);
    return known?.hash !== hashOf(text) || known.dueAtMs <= performance.now();
  };

  async function judge(edits: readonly HandEdit[]): Promise<DocumentRefusal | null> {
    try {
      await check(new Map(edits.map(({ name, text }) => [name, text])));
      return null;
    } catch (error) {
      return error instanceof DocumentRefusal ? error : new DocumentRefusal('', String(error), { retry: true, cause: error });
    }
  }

  async function keep(edit: HandEdit, document: FileDocument | undefined): Promise<void> {
    const revision = await document?.record(edit);
    clear(edit.name);
    reconsider();
    if (revision) onRecorded(edit.name, revision);
  }

  /** A document has changed, so a refused text may be acceptable now. */
  function reconsider(): void {
    for (const known of judged.values()) known.dueAtMs = 0;
  }

  async function look(name: string, document: FileDocument): Promise<HandEdit | null> {
    try {
      const edit = await document.look();
      if (!edit) clear(name);
      return edit;
    } catch (error) {
      refuse(name, '', error instanceof DocumentRefusal ? error : new DocumentRefusal('', String(error), { retry: true, cause: error }));
      return null;
    }
  }

  /** One by one, again and again while that gets further: one text may need another that was typed with it. */
  async function keepSingly(edits: readonly HandEdit[], documents: ReadonlyMap<string, FileDocument>): Promise<HandEdit[]> {
    let left = [...edits];
    for (let before = Number.POSITIVE_INFINITY; left.length < before; ) {
      before = left.length;
      const refused: HandEdit[] = [];
      for (const edit of left) {
        if (!isDue(edit)) {
          refused.push(edit);
          continue;
        }
        const refusal = await judge([edit]);
        if (!refusal) await keep(edit, documents.get(edit.name));
        else {
          refuse(edit.name, hashOf(edit.text), refusal);
          refused.push(edit);
        }
      }
      left = refused;
    }
    return left;
  }

  return {
    faults: (): ReadonlyMap<string, ManifestFault> => faults,
    reconsider,
    /** Looks at each document, and keeps or refuses what was typed. Answers in how many milliseconds to look again at the latest; null: no need. */
    async settle(documents: ReadonlyMap<string, FileDocument>): Promise<number | null> {
      const edits: HandEdit[] = [];
      for (const [name, document] of documents) {
        const edit = await look(name, document);
        if (edit) edits.push(edit);
      }
      const isNews = edits.some(isDue);
      const left = await keepSingly(edits, documents);
      // Two that are only right together: what one needs, the other brings.
      if (isNews && left.length > 1 && (await judge(left)) === null) for (const edit of left) await keep(edit, documents.get(edit.name));
      const due = Math.min(...[...judged.values()].map(({ dueAtMs }) => dueAtMs));
      return Number.isFinite(due) ? Math.max(1, due - performance.now()) : null;
    },
  };
}
