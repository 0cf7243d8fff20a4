import { FolderRefused, openDatabase } from '@business-m/doctype';
import { type Lock, tryLock } from '@business-m/files';
import type { Logger } from 'pino';
import type { HostDatabase } from '../domains/hosted-domain.ts';
import { type DomainDatabase, databaseKey } from '../environment/database-settings.ts';
import { CannotStart } from '../environment/variables.ts';
import { probePostgres } from '../state/probe-postgres.ts';
import { logDatabase } from '../state/process-state.ts';
import { watchDatabase } from '../state/watch-database.ts';

/** One database of this process, however many domains use it. */
export type OpenDatabase = Awaited<ReturnType<typeof openOne>>;

/** Locks the folder of a PGlite, which two processes would corrupt. @throws CannotStart, naming the process that holds it */
export function lockFolder(folder: string): Lock {
  const { lock, holder } = tryLock(`${folder}.lock.json`);
  if (lock) return lock;
  const where = holder.isHere ? '' : ` on ${holder.host}`;
  throw new CannotStart(`${folder} is in use by process ${holder.pid}${where}. Stop it first, or set DESK_DATA to another folder.`);
}

/** Opens each database once: PGlite is there when this resolves, PostgreSQL when its watch says so. Answers it by domain. */
export async function openDatabases(settings: Readonly<Record<string, DomainDatabase>>, log: Logger) {
  const byKey = new Map<string, OpenDatabase>();
  const byScope = new Map<string, OpenDatabase>();
  try {
    for (const [scope, each] of Object.entries(settings)) {
      const key = databaseKey(each);
      const open = byKey.get(key) ?? (await openOne(each));
      if (!byKey.has(key)) logDatabase(open.watch, key, log);
      byKey.set(key, open);
      byScope.set(scope, open);
    }
  } catch (error) {
    await Promise.all([...byKey.values()].map((open) => open.close()));
    throw error;
  }
  return byScope;
}

async function openOne({ database }: DomainDatabase) {
  const db: HostDatabase = await openDatabase(database).catch((error: unknown) => {
    throw error instanceof FolderRefused ? new CannotStart(error.message, { cause: error }) : error;
  });
  // PGlite runs in this process, so it is always reachable.
  const probe = database.engine === 'postgres' ? await probePostgres(database) : { probe: async () => {}, close: async () => {} };
  const watch = watchDatabase(probe);
  return {
    engine: database.engine,
    db,
    watch,
    async close() {
      await watch.stop();
      await db.destroy();
    },
  };
}
