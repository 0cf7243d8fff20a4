import { migrate } from '@business-m/doctype';
import { scopes } from '@business-m/domains';
import { sql } from 'kysely';
import type { HostDatabase } from '../domains/hosted-domain.ts';
import { tableExists } from '../tables/schema-shape.ts';

/** `started` without `complete`: the process died while seeding, and the demo company is incomplete. */
export type SeedState = 'none' | 'started' | 'complete';

/** What the host knows of one domain's part of the demo company; in the database of the domain itself. */
export interface SeedRecord {
  state: SeedState;
  /** The day from which the demo company is dated, so that a second try makes the same one. */
  today: string | null;
}

const migrations = {
  '0001-seed': {
    async up(db: HostDatabase) {
      await db.schema
        .createTable('seed')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('changed_at', 'timestamptz(3)', (column) => column.notNull())
        .execute();
    },
  },
  // One row a domain, because each may have a database of its own; before it was one row for all of them.
  '0002-seed-by-domain': {
    async up(db: HostDatabase) {
      await db.schema.alterTable('seed').addColumn('today', 'date').execute();
      await sql`insert into host.seed (name, state, changed_at)
        select scope, state, changed_at from host.seed, unnest(${sql.val([...scopes])}::text[]) as scope where name = 'demo'`.execute(db);
      await sql`delete from host.seed where name = 'demo'`.execute(db);
    },
  },
};

export async function migrateHost(db: HostDatabase): Promise<void> {
  await migrate(db, 'host', 'host_migration', migrations);
}

export async function isHostBehind(db: HostDatabase): Promise<boolean> {
  if (!(await tableExists(db, 'host.host_migration'))) return true;
  const done = await sql<{ name: string }>`select name from host.host_migration`.execute(db);
  return Object.keys(migrations).some((name) => !done.rows.some((row) => row.name === name));
}

export async function readSeed(db: HostDatabase, scope: string): Promise<SeedRecord> {
  const row = await db.withSchema('host').selectFrom('seed').select(['state', 'today']).where('name', '=', scope).executeTakeFirst();
  return { state: (row?.state as SeedState | undefined) ?? 'none', today: row?.today ?? null };
}

export async function writeSeed(db: HostDatabase, scope: string, { state, today }: SeedRecord): Promise<void> {
  const values = { state, today, changed_at: new Date() };
  await db
    .withSchema('host')
    .insertInto('seed')
    .values({ name: scope, ...values })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
    .execute();
}
