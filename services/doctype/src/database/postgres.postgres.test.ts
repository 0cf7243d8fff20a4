import { type Kysely, sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { layLine } from '../testing/cut-line.ts';
import { openTestPostgres } from '../testing/test-database.ts';
import type { AnyDatabase, PostgresConfig } from './database-config.ts';
import { openDatabase, pingDatabase } from './open-database.ts';
import { insideTransaction, runTransaction } from './run-transaction.ts';

let config: PostgresConfig;
let admin: Kysely<AnyDatabase>;
let closeAll: () => Promise<void>;
const opened: Kysely<AnyDatabase>[] = [];

beforeAll(async () => {
  ({ config, db: admin, close: closeAll } = await openTestPostgres());
  await sql`create table tally (id int primary key, n int not null)`.execute(admin);
  await sql`insert into tally values (1, 0), (2, 0)`.execute(admin);
});
afterEach(async () => {
  for (const db of opened.splice(0)) await db.destroy();
});
afterAll(() => closeAll());

async function open(changes: Partial<PostgresConfig> = {}): Promise<Kysely<AnyDatabase>> {
  const db = await openDatabase({ ...config, ...changes });
  opened.push(db);
  return db;
}

const pid = async (db: Kysely<AnyDatabase>) => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid;

/** Resolves once `work` says so; the database is asked, not the clock. */
async function until(work: () => Promise<boolean>): Promise<void> {
  while (!(await work())) await new Promise((resolve) => setImmediate(resolve));
}

test('reads int8 as a number, numeric and dates as text, as PGlite does', async () => {
  const { rows } =
    await sql`select 9007199254740991::int8 as i, 1.50::numeric as n, date '2026-01-31' as d, timestamptz '2026-01-31 10:30+01' as t`.execute(
      admin,
    );
  expect(rows).toEqual([{ i: 9007199254740991, n: '1.50', d: '2026-01-31', t: '2026-01-31T09:30:00.000Z' }]);
  await expect(sql`select 9007199254740993::int8 as i`.execute(admin)).rejects.toThrow('beyond what a number holds exactly');
  expect(
    (await sql`select ${'{"a":1}'}::jsonb as j, ${[1, 2]}::int[] as a, ${null}::text as z, ${true}::bool as b`.execute(admin)).rows,
  ).toEqual([{ j: { a: 1 }, a: [1, 2], z: null, b: true }]);
});

test.each<[string, Partial<PostgresConfig>, string]>([
  ['a wrong password', { password: 'not the one' }, 'does not let the user'],
  ['an unknown user', { user: 'nobody_here' }, 'does not let the user “nobody_here” in'],
  ['a database that is not there', { database: 'nowhere' }, 'The database “nowhere” at 127.0.0.1:'],
  ['a server that is not there', { port: 1 }, 'at 127.0.0.1:1 does not answer'],
  ['a host nobody knows', { host: 'nowhere.invalid' }, 'at nowhere.invalid:'],
])('reports %s without the password', async (_words, changes, sentence) => {
  const db = await open(changes);
  const error = await pingDatabase(db).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name: 'Unavailable', code: 'unavailable', message: expect.stringContaining(sentence) });
  const printed = `${(error as Error).stack} ${JSON.stringify(error)} ${String((error as Error).cause)}`;
  expect(printed).not.toContain(changes.password ?? `:${config.password}@`);
});

test('refuses a connection at once when too many wait, and after the time limit otherwise', async () => {
  const db = await open({ poolMax: 1, waitingMax: 1, acquireMs: 200 });
  await db.transaction().execute(async () => {
    const waits = pingDatabase(db);
    await expect(pingDatabase(db)).rejects.toMatchObject({ code: 'overloaded', message: expect.stringContaining('Too many wait') });
    await expect(waits).rejects.toMatchObject({ name: 'Unavailable', message: expect.stringContaining('no connection came free in time') });
  });
  await pingDatabase(db);
});

test('serves many callers with a pool of two', async () => {
  const db = await open({ poolMax: 2 });
  const pids = await Promise.all(Array.from({ length: 40 }, () => pid(db)));
  expect(new Set(pids).size).toBe(2);
});

test('cancels a slow statement and keeps its connection', async () => {
  const db = await open({ poolMax: 1, statementMs: 50 });
  const before = await pid(db);
  await expect(sql`select pg_sleep(30)`.execute(db)).rejects.toMatchObject({
    code: 'overloaded',
    message: expect.stringContaining('too long'),
  });
  expect(await pid(db)).toBe(before);
});

test('refuses a query outside the current transaction instead of exhausting the pool', async () => {
  const nested = admin.transaction().execute(() => insideTransaction(() => sql`select 1`.execute(admin)));
  await expect(nested).rejects.toThrow('only its `tx` may be used');
});

test('drops a killed connection and opens a new one', async () => {
  const db = await open({ poolMax: 1 });
  const idle = await pid(db);
  await sql`select pg_terminate_backend(${idle})`.execute(admin);
  await until(async () => (await sql`select 1 from pg_stat_activity where pid = ${idle}`.execute(admin)).rows.length === 0);
  // Whether the pool has heard of it yet or not: at most one call hears of it.
  await pingDatabase(db).catch((error: unknown) => expect(error).toMatchObject({ name: 'Unavailable' }));
  await pingDatabase(db);

  const broken = db.transaction().execute(async (tx) => {
    await sql`update tally set n = n + 100 where id = 1`.execute(tx);
    await sql`select pg_terminate_backend(${await pid(tx)})`.execute(admin);
    await sql`select 1`.execute(tx);
  });
  await expect(broken).rejects.toMatchObject({ name: 'Unavailable' });
  expect((await sql`select n from tally where id = 1`.execute(db)).rows).toEqual([{ n: 0 }]);
});

test('reconnects after a server outage without a restart', async () => {
  const line = await layLine(config);
  const db = await open({ port: line.port, host: '127.0.0.1', poolMax: 3 });
  await Promise.all([pingDatabase(db), pingDatabase(db), pingDatabase(db)]);
  await line.cut();
  for (let attempt = 0; attempt < 5; attempt += 1) await expect(pingDatabase(db)).rejects.toMatchObject({ name: 'Unavailable' });
  await line.mend();
  await Promise.all([pingDatabase(db), pingDatabase(db), pingDatabase(db), pingDatabase(db)]);
  await line.cut();
});

test('reports a commit without an answer as a fault and does not retry it', async () => {
  const line = await layLine(config);
  const db = await open({ port: line.port, host: '127.0.0.1', poolMax: 1 });
  let runs = 0;
  const outcome = runTransaction(db, async (tx) => {
    runs += 1;
    await sql`update tally set n = 7 where id = 2`.execute(tx);
    line.mute();
  });
  const heard = outcome.then(
    () => 'success',
    (error: unknown) => error,
  );
  await until(async () => (await sql`select 1 from tally where id = 2 and n = 7`.execute(admin)).rows.length === 1);
  await line.cut();
  expect(await heard).toMatchObject({ name: 'Unavailable' });
  expect(runs).toBe(1);
});

test('completes both transactions of a deadlock', async () => {
  const db = await open({ poolMax: 4 });
  let meeting = 0;
  const both = () => until(async () => meeting >= 2);
  const add = (first: number, second: number) =>
    runTransaction(db, async (tx) => {
      await sql`update tally set n = n + 1 where id = ${first}`.execute(tx);
      meeting += 1;
      await both();
      await sql`update tally set n = n + 1 where id = ${second}`.execute(tx);
    });
  await sql`update tally set n = 0`.execute(admin);
  await Promise.all([add(1, 2), add(2, 1)]);
  expect((await sql`select n from tally order by id`.execute(admin)).rows).toEqual([{ n: 2 }, { n: 2 }]);
  // One of them began anew; on a busy machine PostgreSQL may turn both away.
  expect([3, 4]).toContain(meeting);
});

test('runs a prepared statement after its table changed, also in a transaction', async () => {
  const db = await open({ poolMax: 1 });
  await sql`create table widened (id int primary key, price numeric(18, 2))`.execute(admin);
  await sql`insert into widened values (1, 5)`.execute(admin);
  const read = (from: Kysely<AnyDatabase>) => sql<{ price: string }>`select price from widened where id = ${1}`.execute(from);
  for (let times = 0; times < 8; times += 1) await read(db);
  expect((await sql`select 1 from pg_prepared_statements where statement like '%widened%'`.execute(db)).rows).toHaveLength(1);
  await sql`alter table widened alter price type numeric(20, 4)`.execute(admin);
  expect((await read(db)).rows).toEqual([{ price: '5.0000' }]);
  for (let times = 0; times < 8; times += 1) await read(db);
  await sql`alter table widened alter price type numeric(24, 6)`.execute(admin);
  expect((await runTransaction(db, read)).rows).toEqual([{ price: '5.000000' }]);
});
