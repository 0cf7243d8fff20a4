import { type Kysely, sql } from 'kysely';
import type { AnyDatabase } from '../database/database-config.ts';

const GIVE_UP_MS = 15_000;
const LOOK_MS = 10;

/**
 * Resolves once `count` sessions of this PostgreSQL database wait for a lock, or `unless` has ended: false then. So a test knows who holds up
 * whom, and need not hope for the right moment.
 */
export async function sessionsWait(
  db: Kysely<AnyDatabase>,
  count: number,
  unless: Promise<unknown> = new Promise(() => {}),
): Promise<boolean> {
  let ended = false;
  const end = () => {
    ended = true;
  };
  unless.then(end, end);
  for (const until = Date.now() + GIVE_UP_MS; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, LOOK_MS))) {
    if (ended) return false;
    const { rows } = await sql<{ waiting: number }>`
      select count(distinct pid)::int as waiting from pg_locks join pg_stat_activity using (pid)
      where not granted and datname = current_database()`.execute(db);
    if ((rows[0]?.waiting ?? 0) >= count) return true;
  }
  throw new Error(`there were never ${count} sessions waiting for a lock`);
}
