import { sql } from 'kysely';
import type { HostDatabase } from '../domains/hosted-domain.ts';
import { tableExists } from '../tables/schema-shape.ts';

/** What a database knows of the restore that has paused a domain. */
export interface RestoreRecord {
  restore: string;
  /** Its rows are the backup's; written in the transaction that makes them so. */
  loaded: boolean;
  /** There were rows before: once it is loaded they are gone for good. */
  replaces: boolean;
}

export async function readRestore(db: HostDatabase, scope: string): Promise<RestoreRecord | null> {
  if (!(await tableExists(db, 'host.domain_restore'))) return null;
  const { rows } = await sql<RestoreRecord>`select restore, loaded, replaces from host.domain_restore where scope = ${scope}`.execute(db);
  return rows[0] ?? null;
}

/** In the caller's transaction if `db` is one; null removes it. */
export async function writeRestore(db: HostDatabase, scope: string, record: RestoreRecord | null): Promise<void> {
  await sql`create table if not exists host.domain_restore (
    scope text primary key,
    restore text not null,
    loaded boolean not null,
    replaces boolean not null,
    changed_at timestamptz not null default now()
  )`.execute(db);
  if (record === null) {
    await sql`delete from host.domain_restore where scope = ${scope}`.execute(db);
    return;
  }
  const { restore, loaded, replaces } = record;
  await sql`insert into host.domain_restore (scope, restore, loaded, replaces) values (${scope}, ${restore}, ${loaded}, ${replaces})
    on conflict (scope) do update set restore = excluded.restore, loaded = excluded.loaded, replaces = excluded.replaces, changed_at = now()`.execute(
    db,
  );
}
