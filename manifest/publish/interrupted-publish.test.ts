import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { releaseIndexSchema } from '../schema/index.ts';
import { temporaryFolder, writeRemoteDist } from '../testing/index.ts';
import { publishRelease } from './publish-release.ts';
import { readDist } from './read-dist.ts';
import { openTarget } from './target/open-target.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const killer = fileURLToPath(new URL('../testing/kill-at-step.ts', import.meta.url));

/** Runs the command in a process that dies, as by a power cut, at its n-th change of the disk. */
async function publishAndDie(dist: string, to: string, step: number): Promise<boolean> {
  const child = spawn(process.execPath, ['--import', killer, main, '--dist', dist, '--to', to], {
    env: { ...process.env, DIE_AT_STEP: String(step) },
    stdio: 'ignore',
  });
  const [, signal] = await once(child, 'exit');
  return signal === 'SIGKILL';
}

/** Too small to have compressed forms: each file is one step of the disk. */
const tiny = { 'remoteEntry.js': '1', 'items.js': '2', 'items.css': '3' };
const AT_ONCE = 4;

test('whenever a publication dies, readers see the state before it or after it, and the next one succeeds', {
  timeout: 120_000,
}, async () => {
  const folder = await temporaryFolder(onTestFinished);
  const [before, after] = [join(folder, 'before'), join(folder, 'after')];
  await writeRemoteDist(before, { version: '0.1.0', files: tiny });
  await writeRemoteDist(after, { version: '0.2.0', files: tiny });
  const next = await readDist(after);

  async function dieAt(step: number): Promise<boolean> {
    const to = join(folder, `cdn-${step}`);
    const { id: old } = await publishRelease({ dist: before, target: await openTarget(to) });
    const died = await publishAndDie(after, to, step);
    const shop = join(to, 'shop');
    const listed = releaseIndexSchema.parse(JSON.parse(await readFile(join(shop, 'releases.json'), 'utf8'))).releases.map(({ id }) => id);
    expect([[old], [old, next.id]]).toContainEqual(listed);
    const names = await readdir(shop);
    // A folder with the release's name is whole, listed or not.
    if (names.includes(next.id)) for (const [path, bytes] of next.files) expect(await readFile(join(shop, next.id, path))).toEqual(bytes);
    else expect(listed).toEqual([old]);
    await publishRelease({ dist: after, target: await openTarget(to) });
    expect(await readdir(join(shop, next.id))).toContain('remote.json');
    return died;
  }

  let deaths = 0;
  for (let step = 1; ; step += AT_ONCE) {
    const died = await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => dieAt(step + index)));
    deaths += died.filter(Boolean).length;
    if (died.includes(false)) break;
  }
  expect(deaths).toBeGreaterThan(12);
});
