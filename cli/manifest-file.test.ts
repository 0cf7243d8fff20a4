import { chmod, lstat, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@business-m/manifest/testing';
import { expect, onTestFinished, test } from 'vitest';
import { editScope } from './manifest-file.ts';

test('follows a symbolic link, keeps the file’s permissions and leaves no other file', async () => {
  const folder = await temporaryFolder(onTestFinished);
  const [file, link] = [join(folder, 'prod.json'), join(folder, 'current.json')];
  await writeFile(file, '{ "backend": { "scopes": { "shop": {} } } }');
  await chmod(file, 0o600);
  await symlink('prod.json', link);
  await editScope(link, 'shop', { hold: true });
  expect(await readFile(file, 'utf8')).toBe('{ "backend": { "scopes": { "shop": { "hold": true } } } }');
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await readdir(folder)).toSorted()).toEqual(['current.json', 'prod.json']);
});
