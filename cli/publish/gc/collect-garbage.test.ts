import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder, writeRemoteDist } from '@business-m/manifest/testing';
import { expect, onTestFinished, test } from 'vitest';
import { publishRelease } from '../publish-release.ts';
import { openTarget } from '../target/open-target.ts';
import { collectGarbage, type GarbageOptions } from './collect-garbage.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));

async function setUp() {
  const folder = await temporaryFolder(onTestFinished);
  const cdn = join(folder, 'cdn');
  const target = await openTarget(cdn);
  const dist = join(folder, 'dist');
  async function publish(version: string, now: Date, scope = 'shop'): Promise<string> {
    await rm(dist, { recursive: true, force: true });
    await writeRemoteDist(dist, { version, scope });
    const { id } = await publishRelease({ dist, target, now });
    await utimes(join(cdn, scope, id, 'remote.json'), now, now);
    return id;
  }
  const listed = async () => (await target.readIndex('shop')).releases.map(({ id }) => id);
  const there = async () => (await readdir(join(cdn, 'shop'))).filter((name) => /^\d/.test(name)).sort();
  const collect = (options: Partial<GarbageOptions> = {}) =>
    collectGarbage({ target, keep: new Set(), olderThan: day(20), delete: true, ...options });
  return { cdn, target, publish, listed, there, collect };
}

/** Of January: the 1st to the 4th are old, the 25th and 26th are not. */
async function sixReleases() {
  const desk = await setUp();
  const ids = [];
  for (const [index, number] of [1, 2, 3, 4, 25, 26].entries()) ids.push(await desk.publish(`1.0.${index}`, day(number)));
  const [a, b, c, d, e, f] = ids as [string, string, string, string, string, string];
  return { ...desk, ids: { a, b, c, d, e, f } };
}

test('deletes nothing by default and lists what it would delete', async () => {
  const { collect, there, listed, ids } = await sixReleases();
  const before = [await there(), await listed()];
  expect(await collect({ delete: false, keep: new Set([`shop/${ids.b}`]) })).toEqual([
    {
      scope: 'shop',
      keep: [
        { id: ids.b, because: 'named' },
        { id: ids.d, because: 'newest' },
        { id: ids.e, because: 'young' },
        { id: ids.f, because: 'newest' },
      ],
      remove: [ids.a, ids.c],
      unfinished: [],
      swept: [],
      skipped: false,
    },
  ]);
  expect([await there(), await listed()]).toEqual(before);
});

test('keeps named, young and newest releases and deletes the rest from index and disk', async () => {
  const { collect, there, listed, ids } = await sixReleases();
  await collect({ keep: new Set([ids.b]) });
  const left = [ids.b, ids.d, ids.e, ids.f];
  expect([await there(), await listed()]).toEqual([left, left]);
});

test('keeps the newest release at any age', async () => {
  const { collect, there, ids } = await sixReleases();
  await collect({ olderThan: day(31) });
  expect(await there()).toEqual([ids.f]);
});

test('counts the age from the last publication', async () => {
  const { collect, publish, there, ids } = await sixReleases();
  expect(await publish('1.0.0', day(24))).toBe(ids.a);
  await publish('1.0.5', day(27));
  await collect();
  expect(await there()).toEqual([ids.a, ids.d, ids.e, ids.f]);
});

test('keeps unlisted releases only while young or named', async () => {
  const { cdn, collect, there, ids } = await sixReleases();
  await writeFile(join(cdn, 'shop/releases.json'), '{"schemaVersion":1,"scope":"shop","releases":[]}');
  await collect({ keep: new Set([`shop/${ids.c}`]) });
  expect(await there()).toEqual([ids.c, ids.e, ids.f]);
});

test('deletes an old folder without remote.json and keeps a young one', async () => {
  const { cdn, collect, there, publish } = await setUp();
  const id = await publish('2.0.0', day(30));
  const [old, young] = ['1.0.0-000000000000', '1.0.0-111111111111'];
  for (const name of [old, young]) await mkdir(join(cdn, 'shop', name));
  await utimes(join(cdn, 'shop', old), day(2), day(2));
  const [report] = await collect();
  expect([report?.unfinished, await there()]).toEqual([[old], [young, id]]);
});

test('collects scope by scope and reads the releases to keep right before each', async () => {
  const { collect, publish, there } = await setUp();
  const old = await publish('1.0.0', day(1));
  await publish('1.1.0', day(2));
  await publish('1.0.0', day(1), 'port');
  let asked = 0;
  const reports = await collect({
    keep: async () => {
      asked += 1;
      return new Set([`port/${old}`]);
    },
  });
  expect(reports.map(({ scope, remove }) => [scope, remove])).toEqual([
    ['port', []],
    ['shop', [old]],
  ]);
  expect([asked, (await there()).length]).toEqual([2, 1]);
});

test('skips a scope while another process collects in it', async () => {
  const { collect, target, there, ids } = await sixReleases();
  const other = await target.collection('shop');
  expect(await collect()).toMatchObject([{ scope: 'shop', skipped: true, swept: [] }]);
  expect(await there()).toContain(ids.a);
  await other?.close();
});

test('deletes nothing when the releases to keep are unknown', async () => {
  const { collect, there, target, ids } = await sixReleases();
  await expect(collect({ keep: () => Promise.reject(new Error('no store')) })).rejects.toThrow('no store');
  expect(await there()).toContain(ids.a);
  await (await target.collection('shop'))?.close();
});

test('collects only requested scopes that exist', async () => {
  const { collect, publish, there, ids } = await sixReleases();
  await publish('1.0.0', day(1), 'port');
  expect((await collect({ scopes: ['port'] })).map(({ scope }) => scope)).toEqual(['port']);
  expect(await there()).toContain(ids.a);
  await expect(collect({ scopes: ['sport'] })).rejects.toMatchObject({ code: 'unknown-scope' });
});
