import { isEmbedded } from '@business-m/doctype';
import type { SchemaShape, SnapshotDomain, TableChecksum } from '@business-m/metadata/operations';
import { Refusal } from '@business-m/protocols';
import type { Table } from '../tables/schema-shape.ts';
import { type BackupDomain, type HeldDatabase, holdDatabase } from './held-database.ts';
import type { RowPage, SnapshotReader } from './snapshot-reader.ts';

export interface BackupLimits {
  /** Writers wait no longer, whatever becomes of the command. */
  holdMs: number;
  /** How long nobody may ask for rows before what is kept for them is given up: a connection, or memory. */
  stallMs: number;
}
export const backupLimits: BackupLimits = { holdMs: 10_000, stallMs: 30_000 };

export type BackupSession = Awaited<ReturnType<typeof holdDomains>>;

/**
 * Holds the writers of all databases of this process. `snapshot` fixes what is seen and lets them go; then rows are read. Ends by itself when
 * nobody asks for more.
 */
export async function holdDomains(all: readonly BackupDomain[], { holdMs, stallMs }: BackupLimits = backupLimits) {
  const domains = all.filter(({ standing }) => standing() !== 'given-up');
  const closed = domains.find(({ standing }) => standing() !== 'open');
  if (closed) throw new Refusal('not-served', `The domain ${closed.scope} is starting, or is being moved or restored.`);
  const held: HeldDatabase[] = [];
  const shapes: Record<string, SchemaShape> = {};
  let looked = false;
  let ended: Refusal | null = null;
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function close(reason: Refusal): Promise<void> {
    clearTimeout(timer);
    ended ??= reason;
    await Promise.all(held.map((each) => each.close()));
  }
  /** One step at a time; no time counts against the command while it waits for its answer. */
  function step<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(async () => {
      if (ended) throw ended;
      clearTimeout(timer);
      try {
        return await work();
      } finally {
        if (!ended) arm();
      }
    });
    last = mine.catch(() => {});
    return mine;
  }
  function arm(): void {
    const [limitMs, reason] = looked ? [stallMs, stalled(stallMs)] : [holdMs, forgotten(holdMs)];
    timer = setTimeout(() => void close(reason).catch(() => {}), limitMs);
  }

  try {
    for (const [db, here] of Map.groupBy(domains, ({ db }) => db)) held.push(await holdDatabase(db, here));
  } catch (error) {
    await close(released());
    throw error;
  }
  arm();

  function find(scope: string, name: string): { reader: SnapshotReader; table: Table } {
    const database = held.find(({ domains }) => domains.some((each) => each.scope === scope));
    const table = shapes[scope]?.tables.find((each) => each.name === name);
    if (database && table) return { reader: database.reader(scope), table };
    throw new Refusal('unknown-table', `The snapshot has no table ${scope}.${name}.`);
  }

  return {
    scopes: domains.map(({ scope }) => scope),
    /** All databases are seen before the writers of any go on. */
    snapshot: () =>
      step(async () => {
        if (looked) throw new Refusal('wrong-step', 'The snapshot has been taken already.');
        for (const database of held) Object.assign(shapes, await database.look());
        looked = true;
        await Promise.all(held.map((database) => database.letWritersGo()));
        const found: Record<string, SnapshotDomain> = {};
        for (const database of held) {
          for (const { scope, service, db } of database.domains) {
            const shape = shapes[scope] as SchemaShape;
            const sequences: SnapshotDomain['sequences'] = {};
            for (const name of shape.sequences) sequences[name] = await database.reader(scope).sequence(name);
            found[scope] = { version: service.discovery.version, engine: isEmbedded(db) ? 'pglite' : 'postgres', shape, sequences };
          }
        }
        return found;
      }),
    /** Begins with 0, and goes on with what the page says. */
    page: (scope: string, name: string, from: number): Promise<RowPage> =>
      step(() => {
        const { reader, table } = find(scope, name);
        return reader.page(table, from);
      }),
    checksum: (scope: string, name: string): Promise<TableChecksum> =>
      step(() => {
        const { reader, table } = find(scope, name);
        return reader.checksum(table);
      }),
    release: () => close(released()),
    ended: () => ended !== null,
  };
}

const released = () => new Refusal('backup-ended', 'This backup is over.');
const forgotten = (ms: number) =>
  new Refusal('backup-ended', `The command did not come back within ${ms / 1_000} s, and the writers it held went on without it.`);
const stalled = (ms: number) =>
  new Refusal('backup-ended', `Nobody asked for the next rows for ${ms / 1_000} s, and the snapshot was given up.`);
