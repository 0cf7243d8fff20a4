import { migrate } from '@business-m/doctype';
import type { HostDatabase } from '../composition.ts';

/** `started` without `complete`: the process died while seeding, and what is there is no company. */
export type SeedState = 'none' | 'started' | 'complete';

export interface SeedRecord {
  read(): Promise<SeedState>;
  write(state: SeedState, now: Date): Promise<void>;
}

/** The host's own table, in the schema `host`. */
export async function openSeedRecord(root: HostDatabase): Promise<SeedRecord> {
  const db = root.withSchema('host');
  await migrate(db, 'host', 'host_migration', {
    '0001-seed': {
      async up(schema) {
        await schema.schema
          .createTable('seed')
          .addColumn('name', 'text', (column) => column.primaryKey())
          .addColumn('state', 'text', (column) => column.notNull())
          .addColumn('changed_at', 'timestamptz(3)', (column) => column.notNull())
          .execute();
      },
    },
  });
  return {
    async read() {
      const row = await db.selectFrom('seed').select('state').where('name', '=', 'demo').executeTakeFirst();
      return (row?.state as SeedState | undefined) ?? 'none';
    },
    async write(state, now) {
      await db
        .insertInto('seed')
        .values({ name: 'demo', state, changed_at: now })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ state, changed_at: now }))
        .execute();
    },
  };
}
