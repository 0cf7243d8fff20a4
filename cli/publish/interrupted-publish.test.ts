import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder, writeRemoteDist } from '@business-m/manifest/testing';
import { expect, onTestFinished, test } from 'vitest';
import { collectGarbage } from './gc/collect-garbage.ts';
import { publishRelease } from './publish-release.ts';
import { readDist } from './read-dist.ts';
import { createSigningKey } from './sign/signing-key.ts';
import { openTarget } from './target/open-target.ts';

const compileCache = fileURLToPath(new URL('../../node_modules/.cache/desk/compile', import.meta.url));
const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const collectMain = fileURLToPath(new URL('./testing/collect-main.ts', import.meta.url));
const killer = fileURLToPath(new URL('../../manifest/testing/kill-at-step.ts', import.meta.url));

async function run(env: NodeJS.ProcessEnv, script: string, ...args: string[]): Promise<NodeJS.Signals | number> {
  const child = spawn(process.execPath, ['--import', killer, script, ...args], {
    // Most of what it does is to be compiled.
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache, ...env },
    stdio: 'ignore',
  });
  const [code, signal] = (await once(child, 'exit')) as [number, NodeJS.Signals | null];
  return signal ?? code;
}

/**
 * Runs a script to its end, and answers copies of a folder as it was before each of its changes of the disk, and at its end: what it leaves
 * behind when it dies then, as by a power cut. One of them is made sure of by killing it indeed.
 */
async function momentsOf(cdn: string, script: string, ...args: string[]): Promise<string[]> {
  const [beginning, copies] = [`${cdn}-beginning`, `${cdn}-moments`];
  await cp(cdn, beginning, { recursive: true });
  await mkdir(copies);
  expect(await run({ COPY_AT_STEPS: cdn, COPIES: copies }, script, ...args)).toBe(0);
  const steps = (await readdir(copies)).map(Number).sort((a, b) => a - b);
  const middle = steps[Math.floor(steps.length / 2)] ?? 0;
  await rename(cdn, join(copies, 'end'));
  await cp(beginning, cdn, { recursive: true });
  expect(await run({ DIE_AT_STEP: String(middle) }, script, ...args)).toBe('SIGKILL');
  expect(await namesIn(cdn)).toEqual(await namesIn(join(copies, String(middle))));
  return [...steps.map(String), 'end'].map((name) => join(copies, name));
}

/** Paths below a folder, without what is random in them. */
const namesIn = async (folder: string) =>
  (await readdir(folder, { recursive: true })).map((path) => path.replace(/\d+-[\da-f]{8}-[\da-f-]{27}/g, '')).sort();

/** Too small to have compressed forms: each file is one step of the disk. */
const tiny = { 'remoteEntry.js': '1', 'items.js': '2', 'items.css': '3' };

/** In its folder; the description alone is long enough to be compressed. */
const filesOfOne = ['items.css', 'items.js', 'remote.json', 'remote.json.br', 'remote.json.gz', 'remoteEntry.js'];

/** What a server shows of a scope: nothing that begins with a dot. */
const visible = async (shop: string) => (await readdir(shop)).filter((name) => !name.startsWith('.')).sort();

test('leaves readers the state before or after a publication killed at any write, and the next one cleans up', {
  timeout: 360_000,
}, async () => {
  const folder = await temporaryFolder(onTestFinished);
  const [before, after, keyFile] = [join(folder, 'before'), join(folder, 'after'), join(folder, 'key.pem')];
  await writeRemoteDist(before, { version: '0.1.0', files: tiny });
  await writeRemoteDist(after, { version: '0.2.0', files: tiny });
  const next = await readDist(after);
  const key = await createSigningKey(keyFile);

  const cdn = join(folder, 'cdn');
  const { id: old } = await publishRelease({ dist: before, target: await openTarget(cdn) });
  const moments = await momentsOf(cdn, main, '--dist', after, '--to', cdn, '--sign', keyFile);
  expect(moments.length).toBeGreaterThan(20);
  for (const moment of moments) {
    const shop = join(moment, 'shop');
    const target = await openTarget(moment);
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
  }
});

test('keeps listed releases whole when a collection is killed at any step, and the next one completes it', {
  timeout: 360_000,
}, async () => {
  const folder = await temporaryFolder(onTestFinished);
  const cdn = join(folder, 'cdn');
  const ids: string[] = [];
  for (const version of ['0.1.0', '0.2.0', '0.3.0']) {
    const dist = join(folder, version);
    await writeRemoteDist(dist, { version, files: tiny });
    ids.push((await publishRelease({ dist, target: await openTarget(cdn) })).id);
  }
  const [first = '', kept = '', newest = ''] = ids;
  const olderThan = new Date('2030-01-01T00:00:00.000Z');
  const moments = await momentsOf(cdn, collectMain, cdn, olderThan.toISOString(), kept);
  expect(moments.length).toBeGreaterThan(5);
  for (const moment of moments) {
    const shop = join(moment, 'shop');
    const target = await openTarget(moment);
    const listed = (await target.readIndex('shop')).releases.map(({ id }) => id);
    expect([ids, [kept, newest]]).toContainEqual(listed);
    const names = await visible(shop);
    expect(names).toEqual(expect.arrayContaining([kept, newest, 'releases.json']));
    for (const name of names.filter((it) => it !== 'releases.json')) expect((await readdir(join(shop, name))).sort()).toEqual(filesOfOne);

    await collectGarbage({ target, keep: new Set([kept]), olderThan, delete: true });
    expect((await readdir(shop)).sort()).toEqual([kept, newest, 'releases.json']);
    expect(names.includes(first) || !listed.includes(first)).toBe(true);
  }
});
