import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { build, type Plugin } from 'vite';
import { expect, onTestFinished, test } from 'vitest';
import { compressedFiles } from './compressed-files-plugin.ts';

const text = 'one line of text\n'.repeat(40);

/** What a build with one text has of it. */
async function buildText(brotli: boolean) {
  const root = await mkdtemp(join(tmpdir(), 'desk-compressed-'));
  onTestFinished(() => rm(root, { recursive: true }));
  await writeFile(join(root, 'main.js'), '');
  const emitText: Plugin = {
    name: 'text',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'notes.txt', source: text });
    },
  };
  await build({
    root,
    logLevel: 'silent',
    plugins: [emitText, compressedFiles({ brotli })],
    build: { lib: { entry: 'main.js', formats: ['es'], fileName: 'main' } },
  });
  const dist = join(root, 'dist');
  return { files: (await readdir(dist)).filter((name) => name.startsWith('notes')), read: (name: string) => readFile(join(dist, name)) };
}

test('writes compressed forms beside a text that they make smaller', async () => {
  const { files, read } = await buildText(true);
  expect(files.sort()).toEqual(['notes.txt', 'notes.txt.br', 'notes.txt.gz']);
  expect(String(brotliDecompressSync(await read('notes.txt.br')))).toBe(text);
  expect(String(gunzipSync(await read('notes.txt.gz')))).toBe(text);
});

test('writes gzip only where brotli is not asked for', async () => {
  expect((await buildText(false)).files.sort()).toEqual(['notes.txt', 'notes.txt.gz']);
});
