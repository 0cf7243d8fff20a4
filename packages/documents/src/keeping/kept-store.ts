/** One form's unsaved text. Everything in it was written by some version of the desk: whoever reads it checks it against the metadata. */
export interface KeptText {
  /** The form that wrote it: two tabs with the same document have two. */
  writer: string;
  doctype: string;
  /** Null for a new document. */
  id: string | null;
  /** Milliseconds since 1970. */
  at: number;
  /** The stored document it was typed on. */
  base: unknown;
  values: unknown;
  /** Table → rows: `{ origin, values }`. */
  tables: unknown;
  /** What was last sent of it and under which key: sent again unchanged, it takes effect once. */
  intention: unknown;
}

const STORE = 'forms';
const ENTRIES_MAX = 50;
/** Characters of JSON, of all entries of a user. */
const TOTAL_SIZE_MAX = 8_000_000;
const AGE_MAX_MS = 14 * 24 * 60 * 60 * 1000;

export interface KeptStore {
  put(entry: KeptText): Promise<void>;
  remove(writers: readonly string[]): Promise<void>;
  /** Of one document, or new ones of the DocType; the latest first. */
  find(doctype: string, id: string | null): Promise<KeptText[]>;
  close(): void;
}

/**
 * IndexedDB, because it hands each write to the system before it says that it is done: what was typed outlives a browser that is killed. Rejects
 * where storage is blocked. `onGone`: somebody signed out, and the database is deleted.
 */
export async function openKeptStore(name: string, onGone: () => void): Promise<KeptStore> {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: 'writer' });
  const db = await settled(opening);
  db.onversionchange = () => {
    db.close();
    onGone();
  };
  const within = async <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    const transaction = db.transaction(STORE, mode);
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    // Together: a request that fails ends the transaction too, and that is told only once.
    const [result] = await Promise.all([settled(work(transaction.objectStore(STORE))), done]);
    return result;
  };
  const all = async () => (await within('readonly', (store) => store.getAll() as IDBRequest<KeptText[]>)).toSorted((a, b) => b.at - a.at);
  const remove = async (writers: readonly string[]) => {
    for (const writer of writers) await within('readwrite', (store) => store.delete(writer));
  };
  return {
    put: (entry) => within('readwrite', (store) => store.put(entry)).then(() => undefined),
    remove,
    async find(doctype, id) {
      const entries = await all();
      const fresh = withinLimits(entries);
      await remove(entries.filter((entry) => !fresh.includes(entry)).map(({ writer }) => writer));
      return fresh.filter((entry) => entry.doctype === doctype && entry.id === id);
    },
    close: () => db.close(),
  };
}

/** The latest entries that are neither too many, too large nor too old. */
function withinLimits(entries: readonly KeptText[]): KeptText[] {
  let size = 0;
  return entries.slice(0, ENTRIES_MAX).filter((entry) => {
    size += JSON.stringify(entry).length;
    return size <= TOTAL_SIZE_MAX && Date.now() - entry.at < AGE_MAX_MS;
  });
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
