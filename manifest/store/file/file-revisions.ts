import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { environmentNameSchema, type Revision } from '@business-m/contract';
import { orIfAbsent } from '@business-m/files';
import { oneAtATime } from '../one-at-a-time.ts';
import { checkDraft, documentNameOf, isOfAnother, type RevisionStore, StoreReadOnly, watchHeads, withinLimit } from '../revision-store.ts';
import { type FileDocument, openFileDocument } from './file-document.ts';
import { type CheckTexts, createHandEdits } from './hand-edits.ts';
import { removeOrphans } from './remove-orphans.ts';
import { type WatchFoldersOptions, watchFolders } from './watch-folders.ts';

export interface FileRevisionsOptions {
  /** `<name>.json` in it is a document, for people to edit. */
  folder: string;
  /** Where revisions are kept. Default `.history` in the folder. */
  history?: string;
  /** The folder cannot be written: documents change by hand only. `history` is elsewhere then. */
  isReadOnly?: boolean;
  /** What becomes of an edit by hand. */
  check: CheckTexts;
  log: { warn(fields: object, message: string): void };
  watch?: WatchFoldersOptions;
  /** Waits between attempts to accept an edit by hand that may become acceptable; each is twice the one before. Default 500 to 30,000. */
  retryMs?: { first: number; most: number };
  now?: () => Date;
}

/** An edit by hand is looked at before the store is used first, but not for ever. */
const FIRST_LOOK_MS = 8_000;
/** `.<uuid>.next` */
const UUID_NEXT_LENGTH = 42;

/** A {@link RevisionStore} of files, which any number of processes of one machine may use at once. */
export async function openFileRevisions(options: FileRevisionsOptions): Promise<RevisionStore> {
  const { folder, isReadOnly = false, check, log, retryMs = { first: 500, most: 30_000 }, now = () => new Date() } = options;
  const history = options.history ?? join(folder, '.history');
  await mkdir(history, { recursive: true });
  const documents = new Map<string, FileDocument>();
  const heads = new Map<string, Revision>();
  const listeners = new Set<(name: string, head: Revision) => void>();
  const edits = createHandEdits({
    check: (texts) => check(texts, reading),
    log,
    retryMs,
    onRecorded: (name, head) => announce(name, head),
  });
  const reading: Pick<RevisionStore, 'head' | 'names'> = {
    names: () => withinLimit(async () => (await allNames()).filter((name) => !isOfAnother(name))),
    head: (name) => withinLimit(async () => documentOf(name).head()),
  };
  const queues = new Map<string, Promise<unknown>>();
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  function documentOf(name: string): FileDocument {
    const known = documents.get(name);
    if (known) return known;
    documentNameOf(name);
    const file = isOfAnother(name) ? null : join(folder, `${name}.json`);
    const opened = openFileDocument({ name, history, file, now });
    documents.set(name, opened);
    return opened;
  }

  /** `isSure`: a smaller number than the known one is no late news; the history was deleted. */
  function announce(name: string, head: Revision, isSure = false): void {
    const known = heads.get(name);
    if (known && (known.number === head.number ? known.time === head.time : known.number > head.number && !isSure)) return;
    heads.set(name, head);
    edits.reconsider();
    for (const listener of listeners) listener(name, head);
  }

  async function allNames(): Promise<string[]> {
    const [files, kept] = await Promise.all([readdir(folder), readdir(history, { withFileTypes: true })]).catch(orIfAbsent(() => [[], []]));
    const names = files.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
    const known = kept.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    return [...new Set([...names, ...known])].filter((name) => environmentNameSchema.safeParse(name.split('.')[0]).success).sort();
  }

  async function announceAll(): Promise<void> {
    for (const name of await allNames()) {
      const known = heads.get(name);
      const head = await documentOf(name).head();
      if (head && !closed) announce(name, head, known === heads.get(name));
    }
  }

  async function settleAll(): Promise<void> {
    clearTimeout(timer);
    await announceAll();
    const names = (await allNames()).filter((name) => !isOfAnother(name));
    const nextMs = closed ? null : await edits.settle(new Map(names.map((name) => [name, documentOf(name)])));
    if (nextMs !== null && !closed) timer = setTimeout(look, nextMs).unref();
  }

  const telling = oneAtATime(announceAll);
  const settling = oneAtATime(settleAll);
  /** Telling of what is there does not wait for the judgement of an edit, which may ask the CDN. */
  async function look(): Promise<void> {
    if (closed) return;
    const failed = (error: unknown) => log.warn({ error: String(error) }, 'the documents could not be looked at');
    await Promise.all([telling().catch(failed), settling().catch(failed)]);
  }

  /** Writers of one process wait for each other, so that the losers know before they touch the disk. */
  function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    const turn = (queues.get(name) ?? Promise.resolve()).then(work, work);
    queues.set(
      name,
      turn.catch(() => {}),
    );
    return turn;
  }

  await removeOrphans(history, async (fileName) => documentOf(fileName.slice(0, -UUID_NEXT_LENGTH)).waitsFor(fileName));
  const stopWatching = watchFolders([folder, history], () => void look(), options.watch);
  await Promise.race([look(), delay(FIRST_LOOK_MS, undefined, { ref: false })]);

  return {
    ...reading,
    at: (name, number) => withinLimit(() => documentOf(name).at(number)),
    history: (name, { before, limit }) =>
      withinLimit(async () => {
        const document = documentOf(name);
        const found: Revision[] = [];
        let number = Math.min(before ?? Number.POSITIVE_INFINITY, ((await document.head())?.number ?? 0) + 1) - 1;
        for (; number > 0 && found.length < Math.min(limit, 100); number -= 1) {
          const revision = await document.at(number);
          if (revision) found.push(revision);
        }
        return found;
      }),
    write: (name, draft) =>
      withinLimit(() =>
        inTurn(name, async () => {
          const document = documentOf(name);
          checkDraft(draft);
          // Also what belongs to a document, such as a proposal: it could never be carried out.
          if (isReadOnly) throw new StoreReadOnly(`${folder} cannot be written`);
          if (!isOfAnother(name)) {
            // A text typed a moment ago came first.
            if (heads.has(name) && (await document.head())?.number === draft.parent) await edits.settle(new Map([[name, document]]));
          }
          const revision = await document.write(draft);
          announce(name, revision);
          return revision;
        }),
      ),
    watch: (listener) => watchHeads(heads, listeners, listener),
    faults: () => edits.faults(),
    awaySince: () => null,
    async close() {
      closed = true;
      stopWatching();
      clearTimeout(timer);
      await Promise.all([telling.done(), settling.done(), ...queues.values()]);
    },
  };
}
