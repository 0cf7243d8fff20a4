import type { DomainHome } from '@business-m/metadata/operations';
import { sql } from 'kysely';
import type { HostDatabase } from '../domains/hosted-domain.ts';
import { tableExists } from '../tables/schema-shape.ts';

/** Reads the marker; a database that never saw a move has none and is `home`. */
export async function readHome(db: HostDatabase, scope: string): Promise<DomainHome> {
  if (!(await tableExists(db, 'host.domain_home'))) return { state: 'home', move: null };
  const { rows } = await sql<DomainHome>`select state, move, was from host.domain_home where scope = ${scope}`.execute(db);
  return rows[0] ?? { state: 'home', move: null };
}

/** Writes the marker, in the caller's transaction if `db` is one. */
export async function writeHome(db: HostDatabase, scope: string, { state, move, was = null }: DomainHome): Promise<void> {
  if (!(await tableExists(db, 'host.domain_home'))) await createTable(db);
  await sql`insert into host.domain_home (scope, state, move, was) values (${scope}, ${state}, ${move}, ${was})
    on conflict (scope) do update set state = excluded.state, move = excluded.move, was = excluded.was, changed_at = now()`.execute(db);
}

async function createTable(db: HostDatabase): Promise<void> {
  await sql`create schema if not exists host`.execute(db);
  await sql`create table if not exists host.domain_home (
    scope text primary key,
    state text not null check (state in ('home', 'leaving', 'left', 'arriving')),
    move text,
    was text,
    changed_at timestamptz not null default now()
  )`.execute(db);
}
