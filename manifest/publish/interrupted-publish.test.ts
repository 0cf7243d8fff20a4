import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder, writeRemoteDist } from '../testing/index.ts';
import { publishRelease } from './publish-release.ts';
import { readDist } from './read-dist.ts';
import { createSigningKey } from './sign/signing-key.ts';
import { openTarget } from './target/open-target.ts';
import { dieAtEach } from './testing/die-at-each.ts';

const compileCache = fileURLToPath(new URL('../../node_modules/.cache/desk/compile', import.meta.url));
const main = fileURLToPath(new URL('main.ts', import.meta.url));
const collectMain = fileURLToPath(new URL('testing/collect-main.ts', import.meta.url));
const killer = fileURLToPath(new URL('../testing/kill-at-step.ts', import.meta.url));

/** Runs a script in a process that dies, as by a power cut, at its n-th change of the disk. */
async function runAndDie(step: number, script: string, ...args: string[]): Promise<boolean> {
  const child = spawn(process.execPath, ['--import', killer, script, ...args], {
    // Most of what it does before it dies is to be compiled.
    env: { ...process.env, DIE_AT_STEP: String(step), NODE_COMPILE_CACHE: compileCache },
    stdio: 'ignore',
  });
  const [code, signal] = await once(child, 'exit');
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`${script} ended with ${code}`);
  return signal === 'SIGKILL';
}

/** Too small to have compressed forms: each file is one step of the disk. */
const tiny = { 'remoteEntry.js': '1', 'items.js': '2', 'items.css': '3' };

/** In its folder; the description alone is long enough to be compressed. */
const filesOfOne = ['items.css', 'items.js', 'remote.json', 'remote.json.br', 'remote.json.gz', 'remoteEntry.js'];

/** What a server shows of a scope: nothing that begins with a dot. */
const visible = async (shop: string) => (await readdir(shop)).filter((name) => !name.startsWith('.')).sort();

test('whenever a publication dies, readers see the state before it or after it; the next one succeeds and leaves nothing of the dead', {
  timeout: 300_000,
}, async () => {
  const folder = await temporaryFolder(onTestFinished);
  const [before, after, keyFile] = [join(folder, 'before'), join(folder, 'after'), join(folder, 'key.pem')];
  await writeRemoteDist(before, { version: '0.1.0', files: tiny });
  await writeRemoteDist(after, { version: '0.2.0', files: tiny });
  const next = await readDist(after);
  const key = await createSigningKey(keyFile);

  const deaths = await dieAtEach(async (step) => {
    const to = join(folder, `cdn-${step}`);
    const shop = join(to, 'shop');
    const target = await openTarget(to);
    const { id: old } = await publishRelease({ dist: before, target });
    const died = await runAndDie(step, main, '--dist', after, '--to', to, '--sign', keyFile);

    const listed = (await target.readIndex('shop')).releases.map(({ id }) => id);
    expect([[old], [old, next.id]]).toContainEqual(listed);
    const names = await visible(shop);
    expect([
      [old, 'releases.json'],
      [old, next.id, 'releases.json'],
    ]).toContainEqual(names);
    // A folder with the release's name is whole, listed or not; one that is listed is signed.
    if (names.includes(next.id)) for (const [path, bytes] of next.files) expect(await readFile(join(shop, next.id, path))).toEqual(bytes);
    if (listed.includes(next.id)) expect(await target.read('shop', next.id, 'signature.json')).not.toBeNull();

    expect(await publishRelease({ dist: after, target, key })).toMatchObject({ id: next.id, signedBy: key.id });
    expect((await readdir(shop)).sort()).toEqual([old, next.id, 'releases.json']);
    return { died };
  });
  expect(deaths).toBeGreaterThan(20);
});

test('whenever a collection dies, what is listed is whole; the next one ends its work', { timeout: 300_000 }, async () => {
  const folder = await temporaryFolder(onTestFinished);
  const dist = join(folder, 'dist');

  const deaths = await dieAtEach(async (step) => {
    const to = join(folder, `cdn-${step}`);
    const shop = join(to, 'shop');
    const target = await openTarget(to);
    const ids: string[] = [];
    for (const version of ['0.1.0', '0.2.0', '0.3.0']) {
      const build = `${dist}-${step}-${version}`;
      await writeRemoteDist(build, { version, files: tiny });
      ids.push((await publishRelease({ dist: build, target })).id);
    }
    const [first = '', kept = '', newest = ''] = ids;
    const collect = (at: number) => runAndDie(at, collectMain, to, '2030-01-01T00:00:00.000Z', kept);
    const died = await collect(step);

    const listed = (await target.readIndex('shop')).releases.map(({ id }) => id);
    expect([ids, [kept, newest]]).toContainEqual(listed);
    const names = await visible(shop);
    expect(names).toEqual(expect.arrayContaining([kept, newest, 'releases.json']));
    for (const name of names.filter((it) => it !== 'releases.json')) expect((await readdir(join(shop, name))).sort()).toEqual(filesOfOne);

    await collect(0);
    expect((await readdir(shop)).sort()).toEqual([kept, newest, 'releases.json']);
    expect(names.includes(first) || !listed.includes(first)).toBe(true);
    return { died };
  });
  expect(deaths).toBeGreaterThan(5);
});
