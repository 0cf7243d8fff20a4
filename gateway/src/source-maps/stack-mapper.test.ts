import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SOURCE_MAPS } from '@business-m/contract';
import { temporaryFolder } from '@business-m/manifest/testing';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openMapsFolder } from './maps-folder.ts';
import { createStackMapper, type StackMapperOptions } from './stack-mapper.ts';

const id = '1.0.0-0123456789abcdef0123456789abcdef';
const maps = JSON.stringify({
  'a.js': { version: 3, sources: ['src/a.ts'], names: [], mappings: 'AAAA', functions: [[['save', 1, 0, 2, 0]]] },
});
const described = (text: string) => ({
  sourceMaps: { sizeBytes: Buffer.byteLength(text), integrity: `sha384-${createHash('sha384').update(text).digest('base64')}` },
});

/** A release with these maps in a folder. */
async function setUp(text: string, options: Partial<StackMapperOptions> = {}) {
  const folder = await temporaryFolder(onTestFinished);
  await mkdir(join(folder, 'shop', id), { recursive: true });
  const file = join(folder, 'shop', id, SOURCE_MAPS);
  await writeFile(file, text);
  const read = vi.fn(openMapsFolder(`file:${folder}`, (sentence) => new Error(sentence)));
  const log = { warn: vi.fn() };
  const mapper = createStackMapper({ read, log, ...options });
  return {
    file,
    read,
    log,
    mapper,
    map: (remote = described(text), stack = 's a.js:1:1') => mapper.map({ scope: 'shop', id, remote }, stack),
  };
}

test('maps a stack once, in a process of its own', async () => {
  const { map, read } = await setUp(maps);
  const [one, again] = await Promise.all([map(), map()]);
  expect([one, again]).toEqual([{ stack: 'save src/a.ts:1:1' }, { stack: 'save src/a.ts:1:1' }]);
  expect(read).toHaveBeenCalledOnce();
});

test('says why a stack stays as it is', async () => {
  const { map, mapper, log, file } = await setUp(maps);
  expect(await mapper.map({ scope: 'shop', id, remote: {} }, 's a.js:1:1')).toEqual({
    stack: null,
    reason: expect.stringContaining('published without'),
  });
  expect(await mapper.map({ scope: 'port', id, remote: described(maps) }, 's a.js:1:1')).toMatchObject({
    reason: expect.stringContaining('do not lie beside'),
  });
  expect(await (await setUp(maps, { read: null })).map()).toMatchObject({ reason: expect.stringContaining('MAPS_FROM') });
  for (const changed of [maps.replace('save', 'evil'), `${maps} `]) {
    await writeFile(file, changed);
    expect(await map()).toMatchObject({ stack: null, reason: expect.stringContaining('could not be read') });
  }
  expect(log.warn.mock.calls.map(([{ reason }]) => reason)).toEqual([
    'they are not what was published',
    expect.stringContaining('more than the'),
  ]);
  // Mended: nothing of it was remembered.
  await writeFile(file, maps);
  expect(await map()).toEqual({ stack: 'save src/a.ts:1:1' });
});

test.each([
  ['is none', 'hello', 10_000],
  ['nests deeper than anybody reads', '['.repeat(300_000), 10_000],
  ['needs more memory than it may have', JSON.stringify({ 'a.js': { sources: [], mappings: 'AAAA,'.repeat(2_000_000) } }), 60_000],
  ['takes longer than it may', JSON.stringify({ 'a.js': { sources: [], mappings: ';' } }), 1],
])('a map that %s harms nobody but itself', async (_, text, timeoutMs) => {
  const { map, log } = await setUp(text, { timeoutMs, memoryMb: 32 });
  expect(await map()).toMatchObject({ stack: null });
  expect(log.warn).toHaveBeenCalledOnce();
});

test('at most eight wait', async () => {
  const { map } = await setUp(maps);
  const asked = Array.from({ length: 9 }, (_, index) => map(described('other'), `s a.js:1:${index}`));
  expect(asked.map((each) => each === null)).toEqual([...Array(8).fill(false), true]);
  await Promise.all(asked);
  expect(map()).not.toBeNull();
});
