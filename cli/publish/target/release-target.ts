import { type ReleaseIndex, releaseIndexSchema } from '@business-m/contract';
import { PublishRefusal } from '../publish-refusal.ts';

/** Bytes to write under one path. `coding`: a compressed form, written as `<path>.br` or `<path>.gz`. */
export interface ReleaseBytes {
  path: string;
  bytes: Uint8Array;
  coding?: 'br' | 'gzip';
}

/** Under which path they lie. */
export const storedPath = ({ path, coding }: Pick<ReleaseBytes, 'path' | 'coding'>): string =>
  coding ? `${path}${coding === 'br' ? '.br' : '.gz'}` : path;

export interface Stored {
  /** A release's id, or the name of what an interrupted publication left. */
  name: string;
  /** Nothing of it was written after this. */
  writtenAt: Date;
}

/** One attempt to publish one release. No {@link Collection} of the scope touches that release until `close`. */
export interface Publication {
  /** Writes a file once. The same bytes again are fine; refuses (`exists-with-other-bytes`) where others lie there. */
  write(file: ReleaseBytes): Promise<void>;
  /** Reads back what `write` wrote: from the place itself, past every cache. */
  read(path: string): Promise<Uint8Array | null>;
  /** Writes `remote.json`, last: only now there is a release, and it is whole. False: it was there already, with the same bytes. */
  commit(description: Uint8Array): Promise<boolean>;
  /** Puts a file beside a committed release, once: its signature, its source maps. False: there is one already, and it stays. */
  add(path: string, bytes: Uint8Array): Promise<boolean>;
  /** Changes `releases.json` without losing another writer's change; `change` may be called several times. The same object means: no change. */
  register(change: (index: ReleaseIndex) => ReleaseIndex): Promise<void>;
  /** Always to be called. What was written without `commit` is not a release, and is swept. */
  close(): Promise<void>;
}

/** The right to delete from one scope; held by one at a time. */
export interface Collection {
  /** Ids that are being published now: not to be touched. */
  readonly busy: ReadonlySet<string>;
  /** Removes what publications that died have left; only what is certainly dead. */
  sweep(): Promise<string[]>;
  register(change: (index: ReleaseIndex) => ReleaseIndex): Promise<void>;
  /** Of a release no longer in the index, or of something unfinished: `remote.json` goes first. */
  remove(name: string): Promise<void>;
  close(): Promise<void>;
}

/** A folder or bucket of releases, as browsers ask for it. A file is written once; without `remote.json` there is no release. */
export interface ReleaseTarget {
  /** For people: `s3://bucket/prefix`. */
  readonly address: string;
  scopes(): Promise<string[]>;
  /** `releases`: whole ones, listed in the index or not. `unfinished`: what has no `remote.json`. */
  inventory(scope: string): Promise<{ releases: Stored[]; unfinished: Stored[] }>;
  /** A file of a release; null when it has none of that name, or is not whole. */
  read(scope: string, id: string, path: string): Promise<Uint8Array | null>;
  /** Empty where nothing was published. Refuses (`index-damaged`) what is no index, rather than to begin anew over it. */
  readIndex(scope: string): Promise<ReleaseIndex>;
  publication(scope: string, id: string): Promise<Publication>;
  /** Null while another process collects in this scope. */
  collection(scope: string): Promise<Collection | null>;
  close(): Promise<void>;
}

/** `releases.json` as text; null where there is none yet. Refuses what is damaged: writing over it would lose releases. */
export function parseIndex(where: string, scope: string, text: string | null): ReleaseIndex {
  if (text === null) return { schemaVersion: 1, scope, releases: [] };
  let index: ReleaseIndex;
  try {
    index = releaseIndexSchema.parse(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new PublishRefusal('index-damaged', `${where} is damaged, and was left as it is: ${reason}`, { cause: error });
  }
  if (index.scope !== scope) throw new PublishRefusal('index-damaged', `${where} is about "${index.scope}", not "${scope}"`);
  return index;
}

export const indexText = (index: ReleaseIndex) => `${JSON.stringify(index, null, 1)}\n`;
