import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { desiredState, temporaryFolder } from '../../testing/index.ts';
import { checkTexts } from '../check-texts.ts';
import type { PreviewOptions } from '../preview-text.ts';
import { RevisionConflict, StoreReadOnly } from '../revision-store.ts';
import { fakeCdn } from '../testing/fake-cdn.ts';
import { openFileRevisions } from './file-revisions.ts';

const PATIENT = { timeout: 10_000, interval: 5 };
const { environment, remotes, ...rest } = desiredState();
const base = { ...rest, backend: { mode: 'indie', monolith: 'http://services.test', scopes: { shop: {} } } };
const prod = { extends: 'base', environment, remotes };

async function setUp(texts: Record<string, unknown>, serving?: string) {
  const folder = await temporaryFolder(onTestFinished);
  const type = (name: string, document: unknown) =>
    writeFile(join(folder, `${name}.json`), typeof document === 'string' ? document : JSON.stringify(document));
  for (const [name, document] of Object.entries(texts)) await type(name, document);
  const cdn = fakeCdn();
  const options: PreviewOptions = { variables: {}, source: cdn.source, ...(serving && { serving }) };
  const open = async () => {
    const store = await openFileRevisions({
      folder,
      check: (found, documents) => checkTexts(documents, found, options),
      log: { warn: vi.fn() },
      watch: { quietMs: 5, pollMs: 20 },
      retryMs: { first: 5, most: 20 },
    });
    onTestFinished(() => store.close());
    return store;
  };
  const store = await open();
  const authors = async (name: string) => (await store.history(name, { limit: 100 })).map(({ author }) => author.id);
  return { store, open, type, authors, cdn, folder };
}

const ann = { author: { id: 'ann', name: 'Ann' }, reason: 'a test' };

test('records existing files as first revisions in any order, including partial documents', async () => {
  const { store, authors } = await setUp({ base, prod });
  expect(await store.names()).toEqual(['base', 'prod']);
  expect([await authors('base'), await authors('prod')]).toEqual([['file'], ['file']]);
  expect(store.faults().size).toBe(0);
});

test('records edits by hand but not the store’s own writes', async () => {
  const { store, type, authors } = await setUp({ base, prod });
  const { number } = await store.write('prod', { ...ann, parent: 1, text: JSON.stringify({ ...prod, followLatest: true }) });
  await type('prod', prod);
  await vi.waitUntil(async () => (await store.head('prod'))?.number === number + 1, PATIENT);
  expect(await authors('prod')).toEqual(['file', 'ann', 'file']);
});

test('records a hand edit once for several processes', async () => {
  const { store, open, type, authors } = await setUp({ base, prod });
  const others = await Promise.all([open(), open(), open()]);
  await type('prod', { ...prod, followLatest: true });
  await vi.waitUntil(
    async () => (await Promise.all(others.map((other) => other.head('prod')))).every((head) => head?.number === 2),
    PATIENT,
  );
  await store.write('prod', { ...ann, parent: 2, text: JSON.stringify(prod) });
  expect(await authors('prod')).toEqual(['ann', 'file', 'file']);
});

test('refuses a base that breaks a dependent document, with the reason', async () => {
  const { store, type } = await setUp({ base, prod });
  await type('base', { ...base, cdn: 'ftp://elsewhere.test' });
  await vi.waitUntil(() => store.faults().has('base'), PATIENT);
  expect(store.faults().get('base')).toEqual({
    path: 'cdn',
    message: expect.stringMatching(/in "prod", which extends it/),
    retrying: false,
  });
  expect((await store.head('base'))?.number).toBe(1);
});

test('accepts two edits together that are valid only together', async () => {
  const { store, type } = await setUp({ base, prod });
  const { cdn, ...less } = base;
  // Prod lacks an address with this base, and the next prod lacks remotes without it.
  await type('base', { ...less, remotes });
  await vi.waitUntil(() => store.faults().has('base'), PATIENT);
  expect(store.faults().get('base')?.path).toBe('cdn');
  await type('prod', { extends: 'base', environment, cdn });
  await vi.waitUntil(async () => (await store.head('base'))?.number === 2 && (await store.head('prod'))?.number === 2, PATIENT);
  await vi.waitUntil(() => store.faults().size === 0, PATIENT);
});

test('refuses to drop the name of an environment', async () => {
  const { store, type } = await setUp({ base, prod });
  await type('prod', { extends: 'base', remotes });
  await vi.waitUntil(() => store.faults().has('prod'), PATIENT);
  expect(store.faults().get('prod')?.path).toBe('environment');
});

test('writes over a refused text and keeps a copy of it', async () => {
  const { store, type, folder } = await setUp({ base, prod });
  await type('prod', '{"half": ');
  await vi.waitUntil(() => store.faults().has('prod'), PATIENT);
  const text = JSON.stringify({ ...prod, followLatest: true });
  await store.write('prod', { ...ann, parent: 1, text });
  expect(await readFile(join(folder, 'prod.json'), 'utf8')).toBe(text);
  const aside = join(folder, '.history/prod/refused');
  expect(await readFile(join(aside, (await readdir(aside))[0] ?? ''), 'utf8')).toBe('{"half": ');
  await vi.waitUntil(() => store.faults().size === 0, PATIENT);
});

test('refuses a writer that did not see a fresh hand edit', async () => {
  const { store, type, authors } = await setUp({ base, prod });
  await type('prod', { ...prod, followLatest: true });
  await expect(store.write('prod', { ...ann, parent: 1, text: JSON.stringify(prod) })).rejects.toThrow(RevisionConflict);
  expect(await authors('prod')).toEqual(['file', 'file']);
});

test('accepts variables for origins in environments not served here', async () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the manifest
  const elsewhere = { ...prod, environment: 'staging', cdn: '${STAGING_CDN_ORIGIN}' };
  const { store } = await setUp({ base, prod, staging: elsewhere }, 'prod');
  expect(await store.names()).toEqual(['base', 'prod', 'staging']);
  expect(store.faults().size).toBe(0);
  const strict = await setUp({ base, prod: elsewhere }, 'prod');
  expect(strict.store.faults().get('prod')).toMatchObject({ path: 'cdn', message: expect.stringMatching(/not a variable/) });
});

test('serves a read-only folder with edits by hand and refuses writes', async () => {
  const { type, folder } = await setUp({ base, prod });
  const elsewhere = await temporaryFolder(onTestFinished);
  const store = await openFileRevisions({
    folder,
    history: elsewhere,
    isReadOnly: true,
    check: async () => {},
    log: { warn: vi.fn() },
    watch: { quietMs: 5, pollMs: 20 },
  });
  onTestFinished(() => store.close());
  await type('prod', { ...prod, followLatest: true });
  await vi.waitFor(async () => expect((await store.head('prod'))?.text).toContain('followLatest'), PATIENT);
  const { number = 0, text = '' } = (await store.head('prod')) ?? {};
  await expect(store.write('prod', { ...ann, parent: number, text })).rejects.toThrow(StoreReadOnly);
  await expect(store.write('prod.proposals', { ...ann, parent: null, text: '{}' })).rejects.toThrow(StoreReadOnly);
  expect((await store.head('prod'))?.number).toBe(number);
});

test('accepts an edit after the clock is set back', async () => {
  const { store, type, cdn } = await setUp({ base, prod });
  cdn.isDown = true;
  await type('prod', { ...prod, followLatest: true });
  await vi.waitFor(() => expect(store.faults().get('prod')?.retrying).toBe(true), PATIENT);
  const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() - 3_600_000);
  onTestFinished(() => clock.mockRestore());
  cdn.isDown = false;
  await vi.waitFor(async () => expect((await store.head('prod'))?.text).toContain('followLatest'), PATIENT);
});

test('ignores a document whose first writer was killed before its first revision', async () => {
  const { store, type, folder, authors } = await setUp({ base, prod });
  await mkdir(join(folder, '.history', 'ghost'));
  await type('prod', '{ "extends": 7 }');
  await vi.waitFor(() => expect(store.faults().has('prod')).toBe(true), PATIENT);
  expect(store.faults().has('ghost')).toBe(false);
  expect(await authors('ghost')).toEqual([]);
});
