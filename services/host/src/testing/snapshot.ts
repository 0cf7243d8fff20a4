import { sql } from 'kysely';
import type { TestHost } from './test-host.ts';

/** Every row of every table of the domains, hashed: equal before and after means that nothing was written. A hold, which only lasts as long as a question, may be. */
export async function snapshot({ domains }: Pick<TestHost, 'domains'>): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const { db, schema } of domains) {
    const { rows: tables } = await sql<{ name: string }>`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema = ${schema} and table_name <> 'doctype_hold' order by 1`.execute(db);
    for (const { name } of tables) {
      const { rows } = await sql<{ hash: string }>`
        select coalesce(md5(string_agg(line, '|' order by line)), 'empty') as hash from (select t::text as line from ${sql.raw(name)} t) as lines`.execute(
        db,
      );
      hashes[name] = rows[0]?.hash ?? '';
    }
  }
  return hashes;
}
