import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '@business-m/doctype';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { SECRET, signToken } from './testing/sign-token.ts';

const { PATH, NODE_COMPILE_CACHE, PGLITE_TEMPLATES, PGLITE_UNOPTIMIZED } = process.env;
const own = { PATH, NODE_COMPILE_CACHE, PGLITE_TEMPLATES, PGLITE_UNOPTIMIZED };
const data = mkdtempSync(join(tmpdir(), 'services-'));
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(data, { recursive: true });
});

interface Process {
  child: ChildProcess;
  ended: Promise<{ code: number | null; errors: string }>;
  /** Where it listens, once it is ready. */
  origin: Promise<string>;
}

function start(variables: Record<string, string> = {}): Process {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const env = { ...own, SERVICES_PORT: '0', DESK_DATA: data, SERVICE_SECRET: SECRET, ...variables };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  const origin = new Promise<string>((resolve, reject) => {
    let port: number | undefined;
    createInterface(child.stdout).on('line', (line) => {
      const entry = JSON.parse(line) as { port?: number; msg?: string };
      port ??= entry.port;
      if (entry.msg === 'services are ready') resolve(`http://127.0.0.1:${port}`);
    });
    child.once('exit', () => reject(new Error(`it ended before it was ready: ${errors}`)));
  });
  origin.catch(() => {});
  const ended = new Promise<{ code: number | null; errors: string }>((resolve) => {
    child.once('exit', (code) => {
      running.delete(child);
      resolve({ code, errors });
    });
  });
  return { child, ended, origin };
}

async function createUnit(origin: string, uom_name: string): Promise<boolean> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await signToken()}` };
  try {
    const answer = await fetch(`${origin}/api/resource/uom`, { method: 'POST', headers, body: JSON.stringify({ uom_name }) });
    return answer.status === 201;
  } catch {
    return false;
  }
}

async function readUnits(origin: string): Promise<string[]> {
  const answer = await fetch(`${origin}/api/resource/uom?limit=200`, { headers: { authorization: `Bearer ${await signToken()}` } });
  return ((await answer.json()) as { items: { id: string }[] }).items.map((item) => item.id);
}

/** The folder of a database that a process has left, made once for all tests. */
async function leaveDatabase(): Promise<string> {
  const db = join(data, 'db');
  if (existsSync(db)) return db;
  const first = start();
  await first.origin;
  first.child.kill('SIGTERM');
  await first.ended;
  return db;
}

test('loses no acknowledged write when killed, and a new process takes the folder over', async () => {
  const first = start();
  const origin = await first.origin;

  const second = start();
  expect(await second.ended).toEqual({
    code: 1,
    errors: expect.stringContaining(`is in use by process ${first.child.pid}. Stop it first`),
  });

  const acknowledged: string[] = [];
  const writers = Array.from({ length: 4 }, async (_writer, number) => {
    for (let n = 0; n < 40; n += 1) {
      const name = `Unit ${number}-${n}`;
      if (!(await createUnit(origin, name))) return;
      acknowledged.push(name);
      if (acknowledged.length === 60) first.child.kill('SIGKILL');
    }
  });
  await Promise.all(writers);
  await first.ended;
  expect(acknowledged.length).toBeGreaterThanOrEqual(60);
  expect(acknowledged.length).toBeLessThan(160);

  const successor = start();
  const units = await readUnits(await successor.origin);
  expect(units).toEqual(expect.arrayContaining(acknowledged));
  expect(await createUnit(await successor.origin, 'After')).toBe(true);

  successor.child.kill('SIGTERM');
  expect(await successor.ended).toEqual({ code: 0, errors: '' });
}, 540_000);

test('begins anew a database whose making was killed', async () => {
  const folder = join(data, 'unfinished');
  const first = start({ DESK_DATA: folder });
  const isBegun = () => ['db', 'db.new'].some((name) => existsSync(join(folder, name, 'base')));
  while (!isBegun() && running.has(first.child)) await new Promise(setImmediate);
  first.child.kill('SIGKILL');
  await first.ended;
  expect(isBegun()).toBe(true);

  const second = start({ DESK_DATA: folder });
  expect(await createUnit(await second.origin, 'Whole')).toBe(true);
  second.child.kill('SIGTERM');
  expect(await second.ended).toEqual({ code: 0, errors: '' });
  expect(readdirSync(folder)).not.toContain('db.new');
}, 540_000);

test('reports a port in use in one sentence', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  const { port } = blocker.address() as AddressInfo;
  const { code, errors } = await start({ DESK_DATA: join(data, 'b'), SERVICES_PORT: String(port) }).ended;
  blocker.close();
  expect({ code, errors }).toEqual({ code: 1, errors: `services: Port ${port} is taken. Set SERVICES_PORT to another one.\n` });
}, 540_000);

test('refuses a database that is damaged or of a newer desk, in a sentence that names the way back', async () => {
  const folder = join(data, 'damaged');
  const db = join(folder, 'db');
  const sound = await leaveDatabase();
  const refusal = async (damage: () => unknown) => {
    rmSync(folder, { recursive: true, force: true });
    cpSync(sound, db, { recursive: true });
    await damage();
    const { code, errors } = await start({ DESK_DATA: folder }).ended;
    return { code, errors: errors.trim().split('\n') };
  };
  const wayBack = 'put its backup in its place, or move it away to begin with an empty database.';
  const damaged = { code: 1, errors: [expect.stringMatching(new RegExp(`^services: ${db} is damaged, .* ${wayBack}$`))] };
  expect(await refusal(() => truncateSync(join(db, 'global/pg_control'), 100))).toEqual(damaged);
  const newer = await refusal(async () => {
    const opened = await openDatabase({ engine: 'pglite', folder: db });
    await sql`insert into finance.domain_migration (name, timestamp) values ('9999-tomorrow', '')`.execute(opened);
    await opened.destroy();
  });
  const unknown = 'The schema “finance” has the migration 9999-tomorrow, which this build does not know.';
  expect(newer).toEqual({ code: 1, errors: [`services: ${unknown} Run the newer build, or restore an older backup.`] });
}, 540_000);

test('ends with a sentence where no data folder can be made', async () => {
  writeFileSync(join(data, 'file'), '');
  const places = [join(data, 'file/below'), ...(process.platform === 'linux' ? ['/proc/desk'] : [])];
  for (const place of places) {
    const { code, errors } = await start({ DESK_DATA: place }).ended;
    expect({ code, errors }).toEqual({ code: 1, errors: expect.stringContaining(`${place} cannot hold the data (E`) });
  }
}, 540_000);

test('reports a wrong environment and touches nothing', async () => {
  expect(await start({ SERVICE_SECRET: 'short' }).ended).toMatchObject({
    code: 1,
    errors: expect.stringMatching(/^services: SERVICE_SECRET is too short: .*\.\n$/),
  });
}, 540_000);

test('reports an unusable data folder in one sentence', async () => {
  const file = join(data, 'file');
  writeFileSync(file, '');
  const errors = `services: ${file} cannot hold the data (EEXIST). Set DESK_DATA to a folder that can.\n`;
  expect(await start({ DESK_DATA: file }).ended).toEqual({ code: 1, errors });
}, 540_000);
