import { execFileSync } from 'node:child_process';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { HydratedState } from '../resolve/index.ts';
import { desiredState, temporaryFolder } from '../testing/index.ts';
import { checkTexts } from './check-texts.ts';
import { openFileRevisions } from './file/file-revisions.ts';
import { createLastGood } from './last-good.ts';
import { openLiveManifest } from './live-manifest.ts';
import type { ManifestStatus } from './manifest-store.ts';
import { fakeCdn } from './testing/fake-cdn.ts';

const wish = (title: string, stable = 'latest') => ({ title, team: 'UI', enabled: true, releases: { stable } });
const both = desiredState({ remotes: { shop: wish('Shop'), yard: wish('Yard') } });
const onlyShop = { ...both, remotes: { shop: wish('Shop') } };

async function setUp({ document = both as unknown, cdn = fakeCdn(), folder = '' } = {}) {
  const home = folder || (await temporaryFolder(onTestFinished));
  const file = join(home, 'dev.json');
  const write = (next: unknown) => writeFile(file, typeof next === 'string' ? next : JSON.stringify(next));
  await write(document);
  const log = { info: vi.fn(), warn: vi.fn() };
  const open = async (beforeReading = async () => {}) => {
    const options = { variables: {}, source: cdn.source };
    const retryMs = { first: 5, most: 20 };
    const documents = await openFileRevisions({
      folder: home,
      check: (texts, documents) => checkTexts(documents, texts, options),
      log,
      watch: { quietMs: 5, pollMs: 20 },
      retryMs,
    });
    await beforeReading();
    const manifest = await openLiveManifest({
      documents,
      environment: 'dev',
      ...options,
      lastGood: createLastGood(join(home, 'kept', 'last-good.json'), 'dev'),
      log,
      latestPollMs: 20,
      retryMs,
      patienceMs: 20,
    });
    const close = async () => {
      await manifest.close();
      await documents.close();
    };
    onTestFinished(close);
    return { ...manifest, close };
  };
  return { cdn, file, write, log, open, home };
}

type Store = Awaited<ReturnType<Awaited<ReturnType<typeof setUp>>['open']>>;

const scopes = (store: Store) => Object.keys(store.current()?.desired.remotes ?? {});
/** As a user of the store would learn of it: by being told. */
const changed = (store: Store, when: (state: HydratedState) => boolean) =>
  new Promise<HydratedState>((resolve) => {
    const stop = store.subscribe((state) => {
      if (!when(state)) return;
      stop();
      resolve(state);
    });
  });
const untilStatus = (store: Store, when: (status: ManifestStatus) => boolean) =>
  vi.waitUntil(() => when(store.status()), { timeout: 10_000, interval: 5 });

test('starts at revision 1 with a frozen release for each remote', async () => {
  const { open } = await setUp();
  const store = await open();
  expect(store.status()).toEqual({ revision: 1, fault: null, store: { awaySince: null } });
  expect(Object.keys(store.current()?.releases ?? {})).toEqual(['shop', 'yard']);
  expect(Object.isFrozen(store.current()?.desired.remotes.shop?.releases)).toBe(true);
});

test('follows a remote that is deleted and added again', async () => {
  const { open, write } = await setUp();
  const store = await open();
  const gone = changed(store, ({ desired }) => !('yard' in desired.remotes));
  await write(onlyShop);
  expect((await gone).revision).toBe(2);
  const back = changed(store, ({ desired }) => 'yard' in desired.remotes);
  await write(both);
  expect((await back).revision).toBe(3);
});

test('notices repeated replacements of the file by rename', async () => {
  const { open, file } = await setUp();
  const store = await open();
  for (const document of [onlyShop, both, onlyShop]) {
    const next = changed(store, () => true);
    await writeFile(`${file}.swp`, JSON.stringify(document));
    await rename(`${file}.swp`, file);
    await next;
    expect(scopes(store)).toEqual(Object.keys(document.remotes));
  }
});

test('keeps the state when the file is deleted and reads it again when it is back', async () => {
  const { open, file, write } = await setUp();
  const store = await open();
  await rm(file);
  await untilStatus(store, ({ fault }) => fault !== null);
  expect(store.status().fault?.message).toMatch(/ENOENT/);
  expect(scopes(store)).toEqual(['shop', 'yard']);
  await write(onlyShop);
  await untilStatus(store, ({ fault, revision }) => fault === null && revision === 2);
});

test('keeps the last good revision after a broken edit, and names the fault', async () => {
  const { open, write, log } = await setUp();
  const store = await open();
  const good = store.current();
  await write(JSON.stringify(both).replace('"enabled":true', '"enabled":"yes"'));
  await untilStatus(store, ({ fault }) => fault !== null);
  expect(store.status()).toMatchObject({
    revision: 1,
    fault: { path: 'remotes.shop.enabled', message: expect.stringMatching(/expected boolean/), retrying: false },
  });
  expect(store.current()).toBe(good);
  expect(log.warn).toHaveBeenCalledWith(expect.objectContaining({ document: 'dev', path: 'remotes.shop.enabled' }), expect.any(String));
  await write(both);
  await untilStatus(store, ({ fault }) => fault === null);
  expect(store.status().revision).toBe(1);
});

test.runIf(process.platform !== 'win32')('refuses a non-file and an oversized file unread, and reads a file that replaces it', async () => {
  const { open, write, file } = await setUp();
  const store = await open();
  await rm(file);
  // Nobody ever writes into it: whoever reads it waits for ever.
  execFileSync('mkfifo', [file]);
  await untilStatus(store, ({ fault }) => fault?.message === 'the manifest file is not a file');
  await rm(file);
  await write(`"${'x'.repeat(2_000_000)}"`);
  await untilStatus(store, ({ fault }) => /2000002 bytes, more than/.test(fault?.message ?? ''));
  await rm(file);
  await write(onlyShop);
  await changed(store, ({ revision }) => revision === 2);
  expect(scopes(store)).toEqual(['shop']);
});

test('records an edit of whitespace as a revision', async () => {
  const { open, write } = await setUp();
  const store = await open();
  const next = changed(store, () => true);
  await write(JSON.stringify(both, null, 4));
  expect((await next).revision).toBe(2);
});

test('takes a newly published release where the document says latest', async () => {
  const { open, cdn } = await setUp();
  const store = await open();
  const next = changed(store, () => true);
  cdn.publish('shop', '0.2.0');
  expect(Object.values((await next).releases.shop ?? {}).map(({ remote }) => remote.version)).toEqual(['0.2.0']);
  expect(store.status().revision).toBe(1);
});

test('refuses a release whose bytes do not match its id', async () => {
  const document = { ...both, remotes: { shop: wish('Shop', '0.1.0-000000000000') } };
  const { open } = await setUp({ document });
  const store = await open();
  expect(store.current()).toBeNull();
  expect(store.status().fault).toMatchObject({ path: 'remotes.shop.releases.stable', message: 'its hash is another' });
});

test('waits for an unavailable CDN at start', async () => {
  const cdn = fakeCdn();
  cdn.isDown = true;
  const { open } = await setUp({ cdn });
  const store = await open();
  expect(store.status()).toMatchObject({
    revision: 0,
    fault: { path: expect.stringMatching(/^remotes\./), message: 'ECONNREFUSED', retrying: true },
  });
  const next = changed(store, () => true);
  cdn.isDown = false;
  expect((await next).revision).toBe(1);
  await untilStatus(store, ({ fault }) => fault === null);
});

test('serves the last good state after a restart without a CDN and continues its revision numbers', async () => {
  const { open, cdn, write } = await setUp();
  const first = await open();
  await write(onlyShop);
  await untilStatus(first, ({ revision }) => revision === 2);
  const good = structuredClone(first.current());
  await first.close();
  cdn.isDown = true;
  const second = await open();
  expect(second.current()).toEqual(good);
  // A slow machine serves the last good state before it has found out that the CDN is dead.
  await untilStatus(second, ({ fault }) => fault?.message === 'ECONNREFUSED');
  expect(second.status().revision).toBe(2);
  cdn.isDown = false;
  await untilStatus(second, ({ fault }) => fault === null);
  expect(second.status().revision).toBe(2);
  await write(both);
  await untilStatus(second, ({ revision }) => revision === 3);
});

test('serves the last good state at once beside a slow CDN, and the newest when it is read', async () => {
  const { open, cdn, write } = await setUp();
  await (await open()).close();
  await write(onlyShop);
  const answers = Promise.withResolvers<void>();
  const { read } = cdn.source;
  const reopened = open(async () => {
    cdn.source.read = async (...asked) => {
      await answers.promise;
      return read(...asked);
    };
  });
  const store = await reopened;
  expect(scopes(store)).toEqual(['shop', 'yard']);
  const newest = changed(store, ({ desired }) => !('yard' in desired.remotes));
  answers.resolve();
  expect((await newest).revision).toBe(2);
});

test('ignores a damaged copy of the last good state', async () => {
  const { open, home } = await setUp();
  await writeFile(join(home, 'last-good.json'), '{"revision":7,');
  const store = await open();
  expect(store.status()).toEqual({ revision: 1, fault: null, store: { awaySince: null } });
});

test('serves a disabled remote without a CDN', async () => {
  const cdn = fakeCdn();
  cdn.isDown = true;
  const { open } = await setUp({ cdn, document: { ...both, remotes: { shop: { ...wish('Shop'), enabled: false } } } });
  const store = await open();
  expect(store.status()).toEqual({ revision: 1, fault: null, store: { awaySince: null } });
});
