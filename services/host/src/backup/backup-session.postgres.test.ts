import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openTestHost } from '../testing/test-host.ts';
import { allInOneOnPGlite, allInOneOnPostgres, type TestLayout } from '../testing/test-layout.ts';
import { type BackupLimits, holdDomains } from './backup-session.ts';
import type { RowPage } from './snapshot-reader.ts';

/** A limit that is reached at once, and one that never is. */
const SOON_MS = 20;
const NEVER_MS = 600_000;

async function setUp(layout: TestLayout) {
  const host = await openTestHost([{ doctype: 'uom', values: { uom_name: 'Nos' } }], { layout });
  onTestFinished(() => host.close());
  const open = async (limits: Partial<BackupLimits> = {}) => {
    const session = await holdDomains(host.domains, { holdMs: NEVER_MS, stallMs: NEVER_MS, ...limits });
    onTestFinished(() => session.release());
    return session;
  };
  const write = async (uom_name: string) => (await host.fetch('POST', '/api/resource/uom', { body: { uom_name } })).status;
  const names = async (session: Awaited<ReturnType<typeof open>>) =>
    linesOf((await session.page('masters', 'uom', 0)).text).map(({ uom_name }) => uom_name);
  return { host, open, write, names };
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

const ended = { code: 'backup-ended' };

test('writers wait until the snapshot is taken, readers do not, and what is written afterwards is not in it', async () => {
  const { host, open, write, names } = await setUp(allInOneOnPostgres);
  const session = await open();
  let written = false;
  const writing = write('Late').then((status) => {
    written = true;
    return status;
  });
  // The writer has come to the lock.
  const waits = sql<{ n: number }>`select count(*)::int as n from pg_locks where not granted`;
  await expect.poll(async () => (await waits.execute(host.databaseOf('masters'))).rows[0]?.n, { timeout: 30_000 }).toBeGreaterThan(0);
  expect((await host.fetch('GET', '/api/resource/uom')).status).toBe(200);
  expect(written).toBe(false);
  const { masters } = await session.snapshot();
  expect(masters?.shape.tables.map(({ name }) => name)).toContain('uom');
  expect(await writing).toBe(201);
  expect(await names(session)).toEqual(['Nos']);
  expect(await session.checksum('masters', 'uom')).toMatchObject({ rows: 1 });
  await session.release();
  await expect(names(session)).rejects.toMatchObject(ended);
});

test.each([
  ['PostgreSQL', allInOneOnPostgres],
  ['PGlite', allInOneOnPGlite],
])('reads pages of %s that together are the table', async (_engine, layout) => {
  const { host, open } = await setUp(layout);
  await host.query(
    'masters',
    `insert into masters.doctype_idempotency (tenant, user_id, key, request_hash, answer, created_at)
      select 'demo', 'u', n, '', repeat('x', 500), now() from generate_series(1, 6000) n`,
  );
  const session = await open();
  await session.snapshot();
  const ids: string[] = [];
  let pages = 0;
  for (let from: number | null = 0; from !== null; pages += 1) {
    const page: RowPage = await session.page('masters', 'doctype_idempotency', from);
    ids.push(...linesOf(page.text).map(({ key }) => key));
    from = page.next;
  }
  expect(pages).toBeGreaterThan(2);
  expect([ids.length, new Set(ids).size]).toEqual([6001, 6001]);
});

test.each([
  ['PostgreSQL', allInOneOnPostgres],
  ['PGlite', allInOneOnPGlite],
])('lets the writers of %s go by itself when nobody comes back', async (_engine, layout) => {
  const { open, write } = await setUp(layout);
  const held = await open({ holdMs: SOON_MS });
  expect(await write('After the hold')).toBe(201);
  await expect(held.snapshot()).rejects.toMatchObject({ ...ended, message: expect.stringContaining('did not come back') });
  const stalled = await open({ stallMs: SOON_MS });
  await stalled.snapshot();
  expect(await write('After the stall')).toBe(201);
  await expect.poll(() => stalled.ended(), { timeout: 30_000 }).toBe(true);
  await expect(stalled.page('masters', 'uom', 0)).rejects.toMatchObject({ ...ended, message: expect.stringContaining('next rows') });
});

test('gives up within seconds before a writer that does not end, and leaves no lock', async () => {
  const { host, open, write } = await setUp(allInOneOnPostgres);
  const writer = await host.databaseOf('masters').startTransaction().execute();
  await sql`insert into masters.doctype_series (name, last) values ('slow', 1)`.execute(writer);
  await expect(open()).rejects.toMatchObject({ code: 'busy', message: expect.stringContaining('masters') });
  await writer.rollback().execute();
  expect(await write('Afterwards')).toBe(201);
  await (await open()).snapshot();
});

test('refuses while a domain is closed, and a table that is not there', async () => {
  const { host, open } = await setUp(allInOneOnPostgres);
  const session = await open();
  await session.snapshot();
  await expect(session.page('masters', 'pg_authid', 0)).rejects.toMatchObject({ code: 'unknown-table' });
  await expect(session.snapshot()).rejects.toMatchObject({ code: 'wrong-step' });
  await session.release();
  await host.domains[0]?.pause();
  await expect(open()).rejects.toMatchObject({ code: 'not-served', message: expect.stringContaining('masters') });
});
