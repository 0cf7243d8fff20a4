import { join } from 'node:path';
import { type NatsServer, startNats } from '@business-m/stack/backing';
import { expect, onTestFinished, test, vi } from 'vitest';
import { desiredState, temporaryFolder } from '../../testing/index.ts';
import { createLastGood } from '../last-good.ts';
import { openLiveManifest } from '../live-manifest.ts';
import type { ManifestStore } from '../manifest-store.ts';
import { type RevisionStore, StoreUnavailable } from '../revision-store.ts';
import { fakeCdn } from '../testing/fake-cdn.ts';
import { openNatsRevisions } from './nats-revisions.ts';

const PATIENT = { timeout: 30_000, interval: 10 };
const log = { info: () => {}, warn: () => {} };
const author = { id: 'ann', name: 'Ann' };

/** A server that can be killed and started again where it was. */
async function killableNats() {
  const folder = await temporaryFolder(onTestFinished);
  let server: NatsServer = await startNats({ folder, user: null });
  const { url, port } = server;
  onTestFinished(() => server.stop());
  return {
    url,
    kill: () => server.kill('SIGKILL'),
    async startAgain() {
      server = await startNats({ folder, user: null, port });
    },
  };
}

/** What one gateway process has: a connection of its own, and its own copy of the last good state. */
async function openGateway(url: string, folder: string, name: string) {
  const documents = openNatsRevisions({ servers: [url], log });
  const manifest = await openLiveManifest({
    documents,
    environment: 'prod',
    variables: {},
    source: fakeCdn().source,
    lastGood: createLastGood(join(folder, `${name}.json`), 'prod'),
    log,
    retryMs: { first: 20, most: 200 },
  });
  const close = async () => {
    await manifest.close();
    await documents.close();
  };
  onTestFinished(close);
  return { documents, manifest, close };
}

const titled = (title: string) => {
  const { environment, remotes, ...rest } = desiredState();
  return { environment, extends: 'base', remotes: { shop: { ...remotes.shop, title } }, rest };
};
const write = async (documents: RevisionStore, name: string, document: unknown) =>
  documents.write(name, {
    parent: (await documents.head(name))?.number ?? null,
    author,
    reason: 'a test',
    text: JSON.stringify(document),
  });
const title = (manifest: ManifestStore) => manifest.current()?.desired.remotes.shop?.title;

test('delivers an edit to three gateways over NATS, which serve and report the last good one during an outage', {
  timeout: 360_000,
}, async () => {
  const nats = await killableNats();
  const folder = await temporaryFolder(onTestFinished);
  const writer = openNatsRevisions({ servers: [nats.url], log });
  onTestFinished(() => writer.close());
  const { rest, ...one } = titled('One');
  await write(writer, 'base', rest);
  await write(writer, 'prod', one);
  const gateways = await Promise.all(['a', 'b', 'c'].map((name) => openGateway(nats.url, folder, name)));
  const all = (wanted: string) => vi.waitUntil(() => gateways.every(({ manifest }) => title(manifest) === wanted), PATIENT);
  await all('One');

  const { number } = await write(writer, 'prod', { ...one, remotes: { shop: { ...one.remotes.shop, title: 'Two' } } });
  await all('Two');
  expect(gateways.map(({ manifest }) => manifest.status())).toEqual(
    gateways.map(() => ({ revision: number, fault: null, store: { awaySince: null } })),
  );

  // What it extends is edited: the environment changes, its own number does not.
  await write(writer, 'base', { ...rest, cdn: 'http://other.test' });
  await vi.waitUntil(() => gateways.every(({ manifest }) => manifest.current()?.desired.cdn === 'http://other.test'), PATIENT);
  expect(gateways[0]?.manifest.status().revision).toBe(number);

  await nats.kill();
  await vi.waitUntil(() => gateways.every(({ manifest }) => manifest.status().store.awaySince !== null), PATIENT);
  expect(gateways.map(({ manifest }) => [title(manifest), manifest.status().fault])).toEqual(gateways.map(() => ['Two', null]));
  await expect(writer.head('prod')).rejects.toThrow(StoreUnavailable);
  await expect(writer.write('prod', { parent: number, author, reason: 'nobody hears', text: '{}' })).rejects.toThrow(StoreUnavailable);

  // One that starts meanwhile serves what it served before.
  await gateways[2]?.close();
  const restarted = await openGateway(nats.url, folder, 'c');
  expect(title(restarted.manifest)).toBe('Two');
  expect(restarted.manifest.status()).toMatchObject({ revision: number, store: { awaySince: expect.any(Date) } });
  gateways[2] = restarted;

  await nats.startAgain();
  await vi.waitUntil(() => gateways.every(({ manifest }) => manifest.status().store.awaySince === null), PATIENT);
  await vi.waitUntil(() => writer.awaySince() === null, PATIENT);
  await write(writer, 'prod', { ...one, remotes: { shop: { ...one.remotes.shop, title: 'Three' } } });
  await all('Three');
  expect((await writer.history('prod', { limit: 10 })).map(({ text }) => JSON.parse(text).remotes.shop.title)).toEqual([
    'Three',
    'Two',
    'One',
  ]);
});

test('connects when NATS starts after the gateway', { timeout: 180_000 }, async () => {
  const nats = await killableNats();
  await nats.kill();
  const { documents, manifest } = await openGateway(nats.url, await temporaryFolder(onTestFinished), 'a');
  expect(manifest.current()).toBeNull();
  expect(manifest.status()).toMatchObject({ revision: 0, store: { awaySince: expect.any(Date) } });
  await nats.startAgain();
  await vi.waitUntil(() => documents.awaySince() === null, PATIENT);
  await write(documents, 'prod', desiredState());
  await vi.waitUntil(() => title(manifest) === 'Shop', PATIENT);
});

test('keeps every confirmed write, and no write twice, when the server is killed', {
  timeout: 360_000,
}, async () => {
  const nats = await killableNats();
  const documents = openNatsRevisions({ servers: [nats.url], log });
  onTestFinished(() => documents.close());
  const confirmed: number[] = [];
  const tried: string[] = [];
  let parent: number | null = null;
  for (let round = 0; round < 3; round += 1) {
    const crash = Promise.withResolvers<void>();
    for (let count = 0; count < 40; count += 1) {
      if (count === 20) crash.resolve(nats.kill().then(() => nats.startAgain()));
      const reason = `${round}/${count}`;
      tried.push(reason);
      const done: unknown = await documents.write('prod', { parent, author, reason, text: '{}' }).catch((error: unknown) => error);
      if (done instanceof StoreUnavailable) {
        await crash.promise;
        await vi.waitUntil(() => documents.awaySince() === null, PATIENT);
        parent = (await documents.head('prod'))?.number ?? null;
      } else if (done instanceof Error) throw done;
      else {
        parent = (done as { number: number }).number;
        confirmed.push(parent);
      }
    }
    await crash.promise;
  }
  const kept = [];
  for (let before: number | undefined; ; before = kept.at(-1)?.number) {
    const page = await documents.history('prod', { limit: 100, ...(before === undefined ? {} : { before }) });
    if (page.length === 0) break;
    kept.push(...page);
  }
  const reasons = kept.map(({ reason }) => reason).reverse();
  expect(reasons).toEqual(tried.filter((reason) => reasons.includes(reason)));
  const there = new Set(kept.map(({ number }) => number));
  expect(confirmed.filter((number) => !there.has(number))).toEqual([]);
  expect(kept.at(-1)?.parent).toBeNull();
});
