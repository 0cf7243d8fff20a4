import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@business-m/doctype';
import { type PostgresServer, startPostgres } from '@business-m/stack/backing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrateDatabases, type ServiceProcess, startService } from '../testing/service-process.ts';

const DRILL_MS = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'drill-database-'));
const owner = { user: 'desk', password: 'open-sesame' };
let postgres: PostgresServer;
let variables: Record<string, string>;
const running: ServiceProcess[] = [];

beforeAll(async () => {
  postgres = await startPostgres({ folder, durable: false });
  await postgres.createDatabase('desk', owner);
  variables = { DATABASE_URL: postgres.url('desk', owner), DATABASE_POOL: '4' };
  await migrateDatabases(variables);
}, DRILL_MS);
afterAll(async () => {
  for (const process of running) await process.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}, DRILL_MS);

async function start(more: Record<string, string> = {}): Promise<ServiceProcess> {
  const process = await startService({ ...variables, ...more });
  running.push(process);
  return process;
}

const asSuperuser = (...statements: string[]) => asSuperuserIn('desk', ...statements);

async function asSuperuserIn(database: string, ...statements: string[]): Promise<void> {
  const { hostname: host, port, username: user, password } = new URL(postgres.url());
  const db = await openDatabase({ engine: 'postgres', host, port: Number(port), user, password, database });
  for (const statement of statements) await sql.raw(statement).execute(db);
  await db.destroy();
}

test(
  'logs a database outage once each way, answers requests meanwhile and loses nothing',
  async () => {
    const services = await start();
    await services.until(({ status }) => status === 'ok');
    expect((await services.call('POST', '/api/resource/uom', { uom_name: 'Before' })).status).toBe(201);

    await postgres.kill('SIGKILL');
    const health = await services.until(({ status }) => status === 'unavailable');
    expect(health.domains.wms?.database).toMatchObject({
      state: 'unavailable',
      message: expect.stringMatching(/^The database “desk” at .*\.$/),
    });
    expect(health.domains.wms?.outbox).toBeNull();
    const refused = await services.call('GET', '/api/resource/uom');
    expect(refused).toMatchObject({ status: 503, retryAfter: '2', body: { code: 'unavailable' } });
    expect(JSON.stringify(refused.body)).not.toContain('127.0.0.1');
    expect((await services.call('GET', '/api/meta/uom')).status).toBe(200);
    expect(await services.alive()).toBe(200);

    const { port } = postgres;
    postgres = await startPostgres({ folder, port, durable: false });
    await services.until(({ status }) => status === 'ok');
    expect((await services.call('GET', '/api/resource/uom/Before')).status).toBe(200);
    expect((await services.call('POST', '/api/resource/uom', { uom_name: 'After' })).status).toBe(201);
    expect(services.logged('the database is there')).toBe(2);
    expect(services.output()).not.toContain(owner.password);
  },
  DRILL_MS,
);

test('reports a wrong password and recovers without a restart', { tags: ['long'], timeout: DRILL_MS }, async () => {
  await asSuperuser(`alter role desk password 'another-one'`);
  const services = await start();
  const health = await services.until(({ status }, code) => status === 'unavailable' && code === 503);
  expect(health.domains.finance?.message).toMatch(/does not let the user “desk” in: check the user's name, password and rights\.$/);
  expect((await services.call('GET', '/api/resource/account')).status).toBe(503);
  await asSuperuser(`alter role desk password '${owner.password}'`);
  await services.until(({ status }) => status === 'ok');
  expect(services.output()).not.toContain(owner.password);
});

test(
  'serves reads and refuses writes on a full disk, with health unavailable until there is space',
  async () => {
    const services = await start();
    await services.until(({ status }) => status === 'ok');
    await asSuperuser(
      `create function full_row() returns trigger language plpgsql as $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`,
      `create function full_table() returns event_trigger language plpgsql as $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`,
      'create trigger full_disk before insert on masters.uom for each row execute function full_row()',
      `create event trigger full_disk on ddl_command_end when tag in ('CREATE TABLE') execute function full_table()`,
    );
    const refused = await services.call('POST', '/api/resource/uom', { uom_name: 'Too much' });
    expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    const health = await services.until(({ status }, code) => status === 'degraded' && code === 200);
    expect(health.domains.masters?.database).toMatchObject({
      state: 'impaired',
      message: expect.stringContaining('has no disk space left.'),
    });
    expect((await services.call('GET', '/api/resource/uom')).status).toBe(200);
    await asSuperuser('drop event trigger full_disk', 'drop trigger full_disk on masters.uom');
    await services.until(({ status }) => status === 'ok');
    expect((await services.call('POST', '/api/resource/uom', { uom_name: 'Too much' })).status).toBe(201);
  },
  DRILL_MS,
);

test('reports a read-only database and its return to writable', { tags: ['long'], timeout: DRILL_MS }, async () => {
  const services = await start();
  await asSuperuserIn('postgres', 'alter database desk set default_transaction_read_only = on', endOthers);
  const health = await services.until(({ status }) => status === 'degraded');
  expect(health.domains.wms?.database.message).toMatch(/takes no changes now: it is read-only\.$/);
  expect((await services.call('GET', '/api/resource/uom')).status).toBe(200);
  expect(await services.call('POST', '/api/resource/uom', { uom_name: 'Not now' })).toMatchObject({ status: 503 });
  await asSuperuserIn('postgres', 'alter database desk set default_transaction_read_only = off', endOthers);
  await services.until(({ status }) => status === 'ok');
  expect((await services.call('POST', '/api/resource/uom', { uom_name: 'Not now' })).status).toBe(201);
});

/** What a session was given when it began, it keeps. */
const endOthers = "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'desk'";

test('reports a pending migration and exits on a newer database', { tags: ['long'], timeout: DRILL_MS }, async () => {
  await postgres.createDatabase('empty', owner);
  const given = { DATABASE_URL: postgres.url('empty', owner) };
  const services = await start(given);
  await services.until(({ status, domains }) => status === 'starting' && /Run npm run migrate\.$/.test(domains.wms?.message ?? ''));
  expect((await services.call('GET', '/api/resource/item')).status).toBe(503);
  await migrateDatabases(given);
  await services.until(({ status }) => status === 'ok');

  await asSuperuser(`insert into wms.domain_migration (name, timestamp) values ('9999-tomorrow', now()::text)`);
  const older = await startService(variables);
  expect(await older.ended).toBe(1);
  expect(older.output()).toContain('services: The schema “wms” has the migration 9999-tomorrow, which this build does not know.');
  await asSuperuser(`delete from wms.domain_migration where name = '9999-tomorrow'`);
});
