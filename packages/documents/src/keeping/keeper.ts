import { randomId } from '../state/random-id.ts';
import { type KeptStore, type KeptText, openKeptStore } from './kept-store.ts';

/** What of a form is kept. */
export type Typed = Pick<KeptText, 'base' | 'values' | 'tables' | 'intention'>;

export interface KeeperOptions {
  /** The user's database. */
  name: string;
  doctype: string;
  id: string | null;
  /** Told when the browser keeps nothing, and when it does again. */
  onTrouble(isTrouble: boolean): void;
}

/** A text larger than this (characters of JSON) is not kept. */
const SIZE_MAX = 2_000_000;

export type Keeper = ReturnType<typeof createKeeper>;

/** Keeps what is typed in one form, as fast as the browser writes, and finds what earlier forms of the same document left. */
export function createKeeper({ name, doctype, id, onTrouble }: KeeperOptions) {
  const writer = randomId();
  const lock = (of: string) => `${name} ${of}`;
  const release = holdLock(lock(writer));
  let store: Promise<KeptStore> | null = null;
  /** Signed out elsewhere: nothing is kept until somebody shows that they are signed in. */
  let isGone = false;
  let isKept = false;
  let next: { typed: Typed | null } | null = null;
  let writing: Promise<void> | null = null;
  /** Entries that the form has taken over, to be removed once its own is written. */
  let taken: string[] = [];

  function open(): Promise<KeptStore> {
    store ??= openKeptStore(name, () => {
      store = null;
      isGone = true;
      isKept = false;
      next = null;
    }).catch((error: unknown) => {
      store = null;
      throw error;
    });
    return store;
  }

  /** A browser that had to close the database, to clear it or for want of room, opens it again for the next change. */
  function forget(): void {
    const before = store;
    store = null;
    void before?.then((opened) => opened.close()).catch(() => {});
  }

  async function write(typed: Typed | null): Promise<void> {
    const entry = typed && { writer, doctype, id, at: Date.now(), ...typed };
    if (entry && JSON.stringify(entry).length > SIZE_MAX) throw new Error('too large to be kept');
    if (!entry && !isKept && taken.length === 0) return;
    const kept = await open();
    if (entry) await kept.put(entry);
    isKept = entry !== null;
    await kept.remove(entry ? taken : [writer, ...taken]);
    taken = [];
  }

  async function pump(): Promise<void> {
    // Copying a form of hundreds of rows takes milliseconds: what was typed is painted first.
    await new Promise((next) => setTimeout(next));
    while (next && !isGone) {
      const { typed } = next;
      next = null;
      await write(typed).then(
        () => onTrouble(false),
        () => {
          if (!isGone) onTrouble(typed !== null);
          forget();
        },
      );
    }
  }

  const note = (typed: Typed | null): Promise<void> => {
    next = { typed };
    writing ??= pump().finally(() => {
      writing = null;
    });
    return writing;
  };

  /** Of the same document, unless a form that is open somewhere writes it. */
  async function find(): Promise<KeptText[]> {
    const entries = await (await open()).find(doctype, id);
    const held = (await navigator.locks?.query())?.held?.map((each) => each.name) ?? [];
    return entries.filter((entry) => entry.writer !== writer && !held.includes(lock(entry.writer)));
  }

  return {
    /** What the form holds now; null: nothing unsaved. */
    note,
    find,
    /** `entry` stands in the form, and is kept with it from now on. */
    take(entry: KeptText): void {
      taken.push(entry.writer);
    },
    async drop(entries: readonly KeptText[]): Promise<void> {
      await (await open()).remove(entries.map((entry) => entry.writer));
    },
    /** A write has succeeded: its user is signed in. */
    revive(): void {
      isGone = false;
    },
    /** The form is gone. What is not saved stays. */
    async close(): Promise<void> {
      await writing;
      release();
      (await store?.catch(() => null))?.close();
    },
  };
}

/** While it is held, other tabs know that the form is open. */
function holdLock(name: string): () => void {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  navigator.locks?.request(name, () => held).catch(() => {});
  return release;
}
