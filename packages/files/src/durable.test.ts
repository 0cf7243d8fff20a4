import fs, { type FileHandle, mkdtemp, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { atomicWrite, syncFolder, writeDurably } from './durable.ts';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'durable-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** Writes down what happens to the disk from now on, by the name of the file or folder; of temporary files without what is random. */
async function watchDisk(): Promise<string[]> {
  const steps: string[] = [];
  const names = new WeakMap<FileHandle, string>();
  const nameOf = (path: unknown) => basename(String(path)).replace(/\.[\da-f-]{36}\.tmp$/, '.tmp');
  const probe = await open(import.meta.filename);
  const prototype = Object.getPrototypeOf(probe) as FileHandle;
  await probe.close();
  const real = { open: fs.open, rename: fs.rename, sync: prototype.sync, writeFile: prototype.writeFile };
  vi.spyOn(fs, 'open').mockImplementation(async (...args) => {
    const handle = await real.open(...args);
    names.set(handle, nameOf(args[0]));
    return handle;
  });
  vi.spyOn(fs, 'rename').mockImplementation((from, to) => {
    steps.push(`rename ${nameOf(from)} ${nameOf(to)}`);
    return real.rename(from, to);
  });
  for (const step of ['writeFile', 'sync'] as const) {
    vi.spyOn(prototype, step).mockImplementation(async function (this: FileHandle, ...args: unknown[]) {
      steps.push(`${step} ${names.get(this)}`);
      return Reflect.apply(real[step], this, args) as Promise<void>;
    });
  }
  syncBuiltinESMExports();
  onTestFinished(() => {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  });
  return steps;
}

test('an atomic write is on the disk before it takes the place of the old file, and its name afterwards', async () => {
  const folder = await temporaryFolder();
  const steps = await watchDisk();
  await atomicWrite(join(folder, 'users.json'), 'new', { mode: 0o600 });
  expect(steps).toEqual([
    'writeFile users.json.tmp',
    'sync users.json.tmp',
    'rename users.json.tmp users.json',
    `sync ${basename(folder)}`,
  ]);
  expect(await readFile(join(folder, 'users.json'), 'utf8')).toBe('new');
  expect((await stat(join(folder, 'users.json'))).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['users.json']);
});

test('a durable write syncs what it has written, and never writes over a file', async () => {
  const folder = await temporaryFolder();
  const steps = await watchDisk();
  await writeDurably(join(folder, 'one'), 'first');
  await syncFolder(folder);
  expect(steps).toEqual(['writeFile one', 'sync one', `sync ${basename(folder)}`]);
  await expect(writeDurably(join(folder, 'one'), 'second')).rejects.toMatchObject({ code: 'EEXIST' });
  expect(await readFile(join(folder, 'one'), 'utf8')).toBe('first');
});

test('an atomic write that fails leaves the old file and nothing else', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'users.json');
  await atomicWrite(file, 'old');
  await watchDisk();
  vi.mocked(fs.rename).mockRejectedValue(new Error('the disk is full'));
  await expect(atomicWrite(file, 'new')).rejects.toThrow('the disk is full');
  expect(await readFile(file, 'utf8')).toBe('old');
  expect(await readdir(folder)).toEqual(['users.json']);
});
