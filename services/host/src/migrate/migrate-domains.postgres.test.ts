import { openTestPostgres } from '@business-m/doctype/testing';
import { scopes } from '@business-m/domains';
import { sql } from 'kysely';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Placement } from '../environment/read-environment.ts';
import { migrateDomains } from './migrate-domains.ts';

let database: Awaited<ReturnType<typeof openTestPostgres>>;
beforeEach(async () => {
  database = await openTestPostgres();
  onTestFinished(() => database.close());
});

/** Whether all is up to date, and what was said: a line a domain without its address. */
async function migrate(checkOnly = false): Promise<{ upToDate: boolean; lines: string[] }> {
  const databases = Object.fromEntries(scopes.map((scope) => [scope, { database: database.config, schema: scope }]));
  const placement: Placement = { DESK_DATA: '', LOG_LEVEL: 'info', mode: 'indie', domains: scopes, databases };
  const lines: string[] = [];
  const upToDate = await migrateDomains(placement, { checkOnly, say: (line) => lines.push(line.replace(/ \(.*?\)/, '')) });
  return { upToDate, lines };
}

async function tables(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_schema || '.' || table_name as name from information_schema.tables
    where table_schema in ('host', 'masters', 'finance', 'wms') order by 1`.execute(database.db);
  return rows.map(({ name }) => name);
}

test('changes nothing in a check and migrates once', async () => {
  const before = await migrate(true);
  expect(before.upToDate).toBe(false);
  expect(before.lines).toEqual(
    scopes.map((scope) => expect.stringMatching(new RegExp(`^${scope}: The schema “${scope}” lacks .* Run npm run migrate\\.$`))),
  );
  expect(await tables()).toEqual([]);
  expect((await migrate()).lines).toEqual(scopes.map((scope) => expect.stringMatching(new RegExp(`^${scope}: brought up to date\\.`))));
  const done = { upToDate: true, lines: scopes.map((scope) => `${scope}: The schema “${scope}” is up to date.`) };
  expect(await migrate(true)).toEqual(done);
  expect(await migrate()).toEqual(done);
});

test('migrates once for two concurrent runs', async () => {
  const [one, other] = await Promise.all([migrate(), migrate()]);
  expect([one.upToDate, other.upToDate]).toEqual([true, true]);
  expect(await tables()).toContain('wms.stock_ledger_entry');
});

test('names a failed migration, rolls it back and migrates other domains', async () => {
  await sql`create schema wms`.execute(database.db);
  // In the way of the domain's own migration, which comes after the engine's and the tables of the DocTypes.
  await sql`create table wms.stock_ledger_entry (mine text)`.execute(database.db);
  const failed = await migrate();
  expect(failed.upToDate).toBe(false);
  expect(failed.lines.at(-1)).toMatch(
    /^wms: the migration 0001-stock-ledger of wms failed: relation "stock_ledger_entry" already exists\. Nothing was changed\.$/,
  );
  expect((await tables()).filter((name) => name.startsWith('wms.'))).toEqual(['wms.stock_ledger_entry']);
  expect(await tables()).toContain('finance.ledger_posting');
  await sql`drop table wms.stock_ledger_entry`.execute(database.db);
  expect(await migrate()).toMatchObject({ upToDate: true });
});

test('leaves a newer database unchanged', async () => {
  await migrate();
  await sql`insert into finance.domain_migration (name, timestamp) values ('9999-tomorrow', now()::text)`.execute(database.db);
  const { upToDate, lines } = await migrate();
  expect(upToDate).toBe(false);
  expect(lines[1]).toMatch(/^finance: The schema “finance” has the migration 9999-tomorrow, which this build does not know\./);
});

test('reports an unreachable server in one sentence without the password', async () => {
  database.config.port = 1;
  const { upToDate, lines } = await migrate();
  expect(upToDate).toBe(false);
  expect(lines[0]).toMatch(/^masters: The database “desk_\w+” at .*:1 does not answer: nothing listens there\. Nothing was changed\.$/);
  expect(lines.join()).not.toContain(database.config.password);
});
