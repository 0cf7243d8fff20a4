import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { type Holder, lockWithin, tryLock } from './lock.ts';
import { processBirth } from './process-identity.ts';

/** No process has this number: Linux ends at 4,194,304. */
const DEAD = 2 ** 22 + 1;
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  file = join(folder, 'lock');
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

function heldBy(holder: Partial<Holder>, { heartbeat = new Date(), path = file } = {}): void {
  writeFileSync(path, JSON.stringify({ pid: process.pid, birth: processBirth(process.pid), host: hostname(), token: 'other', ...holder }));
  utimesSync(path, heartbeat, heartbeat);
}
const take = () => {
  const { lock, holder } = tryLock(file);
  if (!lock) throw new Error(`held by ${holder.pid}`);
  return lock;
};

test('refuses a second holder and names the first, until it releases', () => {
  const first = take();
  expect(tryLock(file)).toMatchObject({ lock: null, holder: { pid: process.pid, isHere: true } });
  first.release();
  take().release();
  expect(readdirSync(folder)).toEqual([]);
});

test('takes over at once from a process that is gone', () => {
  heldBy({ pid: DEAD });
  take().release();
  expect(readdirSync(folder)).toEqual([]);
});

test('takes over from a dead process whose pid another process has by now', () => {
  heldBy({ pid: process.ppid, birth: 'another time' });
  expect(tryLock(file).lock).not.toBeNull();
});

test('never takes over from a process that lives, however silent it is', () => {
  heldBy({}, { heartbeat: new Date(0) });
  expect(tryLock(file).holder).toMatchObject({ pid: process.pid });
});

test('believes a holder on another machine while it gives signs of life, and no longer', () => {
  heldBy({ host: `not-${hostname()}`, pid: 1 });
  expect(tryLock(file).holder).toMatchObject({ pid: 1, host: `not-${hostname()}`, isHere: false });
  heldBy({ host: `not-${hostname()}`, pid: 1 }, { heartbeat: new Date(Date.now() - 31_000) });
  expect(tryLock(file).lock).not.toBeNull();
});

test.each(['', '{"pid": 99', '[]', '9999999 of an older version'])('takes over a file that is no lock: %j', (text) => {
  writeFileSync(file, text);
  expect(tryLock(file).lock).not.toBeNull();
});

test('does not release a lock that another process has taken over meanwhile', () => {
  const lock = take();
  heldBy({ pid: process.ppid, birth: processBirth(process.ppid) });
  lock.release();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.ppid });
});

test('removes what processes that died while taking the lock have left', () => {
  for (const name of ['lock-draft', 'lock-abc-1']) heldBy({ pid: DEAD }, { path: join(folder, name) });
  heldBy({}, { path: join(folder, 'lock-alive') });
  writeFileSync(join(folder, 'lock-being-written'), '');
  writeFileSync(join(folder, 'locksmith'), '');
  take().release();
  expect(readdirSync(folder).sort()).toEqual(['lock-alive', 'lock-being-written', 'locksmith']);
});

test('waits as long as it is told to', async () => {
  const first = take();
  expect((await lockWithin(file, { waitMs: 20, pollMs: 5 })).holder).toMatchObject({ pid: process.pid });
  setTimeout(() => first.release(), 20);
  expect((await lockWithin(file, { pollMs: 5 })).lock).not.toBeNull();
});

test('lets exactly one of six processes take over from a dead one, over many rounds', async () => {
  const module = fileURLToPath(new URL('./lock.ts', import.meta.url));
  // Each says that it is ready; at each line of its input it tries, or lets go of what it has.
  const script = `const { tryLock } = await import(${JSON.stringify(module)});
    const { createInterface } = await import('node:readline');
    let lock;
    console.log('ready');
    for await (const line of createInterface(process.stdin)) {
      lock?.release();
      lock = line === 'try' ? tryLock(${JSON.stringify(file)}).lock : undefined;
      console.log(line === 'try' ? (lock ? 'mine' : 'held') : 'done');
    }`;
  const contenders = Array.from({ length: 6 }, () => spawn(process.execPath, ['--input-type=module', '-e', script]));
  onTestFinished(() => contenders.forEach((each) => void each.kill('SIGKILL')));
  const lines = contenders.map((each) => createInterface(each.stdout)[Symbol.asyncIterator]());
  const nextLines = async () => (await Promise.all(lines.map((each) => each.next()))).map(({ value }) => value).sort();
  const ask = (line: string) => {
    for (const { stdin } of contenders) stdin.write(`${line}\n`);
    return nextLines();
  };
  await nextLines();
  for (let round = 0; round < 40; round += 1) {
    heldBy({ pid: DEAD, token: `dead-${round}` });
    expect(await ask('try')).toEqual(['held', 'held', 'held', 'held', 'held', 'mine']);
    await ask('let go');
    expect(readdirSync(folder)).toEqual([]);
  }
}, 60_000);
