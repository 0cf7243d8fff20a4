import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killStarter } from '../fakes/kill-starter.ts';
import { type PostgresServer, startPostgres } from './postgres.ts';

let folder = '';
let server: PostgresServer;
beforeAll(async () => {
  // Longer than the path of a socket may be.
  folder = join(mkdtempSync(join(tmpdir(), 'desk-postgres-')), 'a-folder-with-a-name-that-is-rather-long'.repeat(3));
  server = await startPostgres({ folder, durable: false });
});
afterAll(async () => {
  await server?.stop();
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

async function query(url: string, statement: string): Promise<unknown[][]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: statement, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

test('keeps what was committed over a kill -9 and a start on the same folder and port', async () => {
  await query(server.url(), 'create table kept as select 42 as answer');
  const { port, pid } = server;
  await server.kill('SIGKILL');
  expect(await server.exited).toContain('ready to accept connections');
  server = await startPostgres({ folder, port, durable: false });
  expect(server.pid).not.toBe(pid);
  expect(await query(server.url(), 'select answer from kept')).toEqual([[42]]);
});

test('starts over a lock file that names another program’s process', async () => {
  const { port } = server;
  const lockFile = join(folder, 'data', 'postmaster.pid');
  const lock = readFileSync(lockFile, 'utf8');
  await server.stop();
  writeFileSync(lockFile, lock.replace(/^\d+/, String(process.pid)));
  server = await startPostgres({ folder, port, durable: false });
  expect(await query(server.url(), 'select 1')).toEqual([[1]]);
});

test('orders text by its bytes, knows two cases of letters as PGlite does, and keeps times in UTC', async () => {
  expect(await query(server.url(), `select word from unnest(array['b', 'a', 'Ä', '_', 'B', '1']) as word order by word`)).toEqual(
    ['1', 'B', '_', 'a', 'b', 'Ä'].map((word) => [word]),
  );
  expect(await query(server.url(), `select lower('ÄÖ'), current_setting('timezone')`)).toEqual([['äö', 'UTC']]);
});

test('refuses a client without the password, which only its owner can read', async () => {
  const open = server.url().replace(/:[^:@]+@/, ':guess@');
  await expect(query(open, 'select 1')).rejects.toThrow('password authentication failed for user "postgres"');
  expect(statSync(join(folder, 'password')).mode & 0o777).toBe(0o600);
});

test('lets the owner of a database use that one alone, with a new password at once', async () => {
  const owners = ['wms', 'finance'].map((user) => ({ user, password: `${user}’s own %secret` }));
  for (const owner of [...owners, ...owners]) await server.createDatabase(owner.user, owner);
  const [wms, finance] = owners;
  expect(await query(server.url('wms', wms), 'create schema wms')).toEqual([]);
  await expect(query(server.url('finance', wms), 'select 1')).rejects.toThrow('permission denied for database "finance"');
  await server.createDatabase('finance', { user: 'finance', password: 'another' });
  await expect(query(server.url('finance', finance), 'select 1')).rejects.toThrow('password authentication failed');
});

test('refuses a second server on the folder and names the first one’s process', async () => {
  await expect(startPostgres({ folder, durable: false })).rejects.toThrow(
    `already runs on ${join(folder, 'data')} (process ${server.pid})`,
  );
  expect(await query(server.url(), 'select 1')).toEqual([[1]]);
});

test('names a taken port in the last lines of the error', async () => {
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
  const address = squatter.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const elsewhere = mkdtempSync(join(tmpdir(), 'desk-postgres-'));
  try {
    await expect(startPostgres({ folder: elsewhere, port, durable: false })).rejects.toThrow(
      /postgres stopped by itself[\s\S]*Address already in use/,
    );
  } finally {
    squatter.close();
    rmSync(elsewhere, { recursive: true, force: true });
  }
});

test('refuses data of another version in a sentence, and changes nothing', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'desk-postgres-'));
  try {
    mkdirSync(join(elsewhere, 'data'));
    writeFileSync(join(elsewhere, 'data', 'PG_VERSION'), '9\n');
    await expect(startPostgres({ folder: elsewhere })).rejects.toThrow(
      /was written by PostgreSQL 9, but .*postgres is version \d+: set POSTGRES_BIN/,
    );
    expect(readFileSync(join(elsewhere, 'data', 'PG_VERSION'), 'utf8')).toBe('9\n');
  } finally {
    rmSync(elsewhere, { recursive: true, force: true });
  }
});

test('ends when its starter is killed with SIGKILL', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'desk-postgres-'));
  try {
    await killStarter('postgres', elsewhere);
  } finally {
    rmSync(elsewhere, { recursive: true, force: true });
  }
});
