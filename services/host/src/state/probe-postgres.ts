import { openDatabase, type PostgresConfig } from '@business-m/doctype';
import { Unavailable } from '@business-m/protocols';
import { type Kysely, sql } from 'kysely';
import type { WatchOptions } from './watch-database.ts';

const PROBE_MS = 2_500;
/** More than a full disk has left over in half-empty pages. */
const PROBE_BYTES = 262_144;

/** Probes through a connection of its own, since a pool with all connections busy is loaded, not dead. */
export async function probePostgres(config: PostgresConfig): Promise<Pick<WatchOptions, 'probe' | 'close'>> {
  const db: Kysely<unknown> = await openDatabase({
    ...config,
    poolMax: 1,
    acquireMs: PROBE_MS,
    statementMs: PROBE_MS,
    applicationName: 'business-m health',
  });
  return {
    async probe(thorough) {
      const { rows } = await sql<{ read_only: boolean }>`select current_setting('transaction_read_only') = 'on' as read_only`.execute(db);
      if (rows[0]?.read_only) throw readOnly(config);
      if (thorough) await takeSpace(db);
    },
    close: () => db.destroy(),
  };
}

/** Fails where there is no space. Gone with the transaction. */
async function takeSpace(db: Kysely<unknown>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`create temporary table desk_space (filling text) on commit drop`.execute(tx);
    await sql`alter table desk_space alter column filling set storage external`.execute(tx);
    await sql`insert into desk_space values (repeat('x', ${sql.lit(PROBE_BYTES)}))`.execute(tx);
  });
}

function readOnly({ database, host, port }: PostgresConfig): Unavailable {
  const cause = Object.assign(new Error('transaction_read_only is on'), { code: '25006' });
  return new Unavailable(`The database “${database}” at ${host}:${port} takes no changes now: it is read-only.`, { cause });
}
