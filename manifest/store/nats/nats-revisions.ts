import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Revision } from '@business-m/contract';
import { isWrongSequence, type NatsAccess, natsReason, openConnection, openNatsLink } from '@business-m/nats';
import type { KvEntry } from '@nats-io/kv';
import {
  checkDraft,
  documentNameOf,
  isOfAnother,
  RevisionConflict,
  type RevisionDraft,
  type RevisionStore,
  StoreUnavailable,
  watchHeads,
  withinLimit,
} from '../revision-store.ts';
import { type Bucket, openBucket } from './bucket.ts';
import { pack, type Unpacked, unpack } from './envelope.ts';

export interface NatsRevisionsOptions extends NatsAccess {
  /** Default `desk-manifest`. */
  bucket?: string;
  /** Copies of each stream in a cluster. Default 1. */
  replicas?: number;
  /** Revisions of a document in the bucket. Default 10,000, more than a mirror lags behind after a crash; clients may ask for 64. */
  kept?: number;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
  now?: () => Date;
}

/** A call waits so long for a connection: a server that restarts is back by then, one that is gone is known to be. */
const CONNECTION_MS = 2_500;
/** Of one question to the server. */
const ANSWER_MS = 3_000;
/** How often a server that says nothing is asked whether it is there, and whether it has told of everything. */
const LOOK_MS = 2_000;
const HISTORY_MAX = 100;
/** So often a write is tried again whose answer got lost. */
const UNSURE_MAX = 3;

const unpackEntry = (entry: KvEntry | null) => (entry?.operation === 'PUT' ? unpack(entry.value, entry.revision, entry.created) : null);

/** A {@link RevisionStore} in a NATS bucket: a document is a key, a number a sequence. Connects in the background and retries for ever. */
export function openNatsRevisions(options: NatsRevisionsOptions): RevisionStore {
  const { bucket: bucketName = 'desk-manifest', replicas = 1, kept = 10_000, log, now = () => new Date() } = options;
  const heads = new Map<string, Revision>();
  const listeners = new Set<(name: string, head: Revision) => void>();
  let seenSequence = 0;
  const link = openNatsLink({
    connect: () => openConnection(options),
    prepare: (connection) => openBucket(connection, { bucket: bucketName, replicas, kept }),
    serve,
    retryMs: { first: 100, longest: 2_000 },
    onAway: (reason) => log.warn({ reason }, 'the store of manifests is away'),
    onConnected: (server) => log.info({ server }, 'the store of manifests is there'),
  });

  function announce(name: string, head: Revision): void {
    const known = heads.get(name);
    if (known?.number === head.number && known.time === head.time) return;
    heads.set(name, head);
    for (const listener of listeners) listener(name, head);
  }

  /** Tells of the newest revisions from the moment of the connection on. */
  async function serve(bucket: Bucket, signal: AbortSignal): Promise<void> {
    seenSequence = 0;
    const watch = await bucket.kv.watch();
    signal.addEventListener('abort', () => watch.stop(), { once: true });
    const told = (async () => {
      for await (const { key, value, revision, created, operation } of watch) {
        seenSequence = Math.max(seenSequence, revision);
        if (operation === 'PUT') announce(key, unpack(value, revision, created).revision);
      }
    })();
    await Promise.race([told, supervise(bucket, signal)]);
  }

  /** Ends when the server does not answer any more, or holds something that the watch has not told of. */
  async function supervise({ manager, stream }: Bucket, signal: AbortSignal): Promise<void> {
    let behind = 0;
    while (!signal.aborted) {
      await delay(LOOK_MS, undefined, { signal, ref: false });
      const { state } = await manager.streams.info(stream);
      behind = state.last_seq > seenSequence && state.messages > 0 ? behind + 1 : 0;
      if (behind > 1) throw new Error('the server did not tell of its newest revisions');
    }
  }

  /** @throws StoreUnavailable for whatever is no answer of the server's. */
  async function ask<T>(question: (bucket: Bucket) => Promise<T>): Promise<T> {
    const bucket = await link.wait(CONNECTION_MS);
    if (!bucket) throw new StoreUnavailable(`NATS cannot be used: ${link.status().lastError ?? 'not connected yet'}`);
    try {
      return await withinLimit(() => question(bucket), ANSWER_MS);
    } catch (error) {
      if (isWrongSequence(error) || error instanceof StoreUnavailable) throw error;
      throw new StoreUnavailable(`NATS cannot be used: ${natsReason(error)}`, { cause: error });
    }
  }

  const newest = async (name: string): Promise<Unpacked | null> => unpackEntry(await ask(({ kv }) => kv.get(name)));

  async function numbered(name: string, number: number): Promise<Unpacked | null> {
    if (!Number.isSafeInteger(number) || number < 1) return null;
    return ask(async ({ kv, manager, mirror, subject }) => {
      const entry = await kv.get(name, { revision: number });
      if (entry) return unpackEntry(entry);
      const kept = await manager.streams.getMessage(mirror, { seq: number });
      return kept?.subject === subject(name) && !kept.header.has('KV-Operation') ? unpack(kept.data, kept.seq, kept.time) : null;
    });
  }

  async function history(name: string, { before, limit }: { before?: number; limit: number }): Promise<Revision[]> {
    const found: Revision[] = [];
    const most = Math.min(limit, HISTORY_MAX);
    const from = before === undefined ? null : await numbered(name, before);
    let at = from ? await parentOf(name, from.revision) : await newest(name);
    for (; at && found.length < most; at = await parentOf(name, at.revision)) {
      if (before === undefined || at.revision.number < before) found.push(at.revision);
    }
    return found;
  }

  const parentOf = async (name: string, { parent }: Revision) => (parent === null ? null : numbered(name, parent));

  async function write(name: string, draft: RevisionDraft): Promise<Revision> {
    const id = randomUUID();
    const made = { ...draft, time: now().toISOString() };
    const bytes = pack({ ...made, id });
    /** Tries whose outcome is unknown. */
    let unsure = 0;
    for (;;) {
      const wasThere = link.status().state === 'connected';
      try {
        const number = await ask(({ kv }) =>
          draft.parent === null ? kv.create(name, bytes) : kv.put(name, bytes, { previousSeq: draft.parent }),
        );
        return { number, ...made };
      } catch (error) {
        if (isWrongSequence(error)) {
          const head = await newest(name);
          const mine = unsure > 0 ? await findMine(name, head, draft.parent, id) : null;
          if (mine) return mine;
          throw new RevisionConflict(name, head?.revision ?? null);
        }
        // Nothing was sent, or enough is enough.
        if ((!wasThere && unsure === 0) || unsure === UNSURE_MAX) throw error;
        unsure += 1;
      }
    }
  }

  /** What was written and never acknowledged, maybe with others written over it since. */
  async function findMine(name: string, head: Unpacked | null, parent: number | null, id: string): Promise<Revision | null> {
    for (let at = head; at && at.revision.number > (parent ?? 0); at = await parentOf(name, at.revision)) {
      if (at.id === id) return at.revision;
    }
    return null;
  }

  return {
    names: () =>
      withinLimit(async () => {
        const { state } = await ask(({ manager, stream, subject }) => manager.streams.info(stream, { subjects_filter: subject('*') }));
        const names = Object.keys(state.subjects ?? {}).map((each) => each.split('.').slice(2).join('.'));
        return names.filter((name) => !isOfAnother(name)).sort();
      }),
    head: (name) => withinLimit(async () => (await newest(documentNameOf(name)))?.revision ?? null),
    at: (name, number) => withinLimit(async () => (await numbered(documentNameOf(name), number))?.revision ?? null),
    history: (name, page) => withinLimit(async () => history(documentNameOf(name), page)),
    write: (name, draft) => withinLimit(async () => write(documentNameOf(name), checkDraft(draft))),
    watch: (listener) => watchHeads(heads, listeners, listener),
    faults: () => new Map(),
    awaySince() {
      const { state, since } = link.status();
      return state === 'connected' ? null : new Date(since);
    },
    async close() {
      listeners.clear();
      await link.close();
    },
  };
}
