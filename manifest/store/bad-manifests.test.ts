import { setImmediate } from 'node:timers/promises';
import type { Revision } from '@business-m/contract';
import { expect, onTestFinished, test, vi } from 'vitest';
import { badManifests, desiredState } from '../testing/index.ts';
import { DocumentRefusal } from './document-refusal.ts';
import { openLiveManifest } from './live-manifest.ts';
import { mergedDocument } from './merged-document.ts';
import { parseDesired } from './parse-desired.ts';
import type { RevisionStore } from './revision-store.ts';
import { fakeCdn } from './testing/fake-cdn.ts';

const COUNT = process.env.DESK_TEST_WHOLE ? 10_000 : 2_000;
const variables = { CDN_ORIGIN: 'http://cdn.test', SESSION_SECRET_ORIGIN: undefined };

/** A store with one good document: what a bad one could be confused with, or circle back to. */
const good = JSON.stringify(desiredState({ environment: 'test' }));
const documents = { head: async (name: string) => (name === 'test' ? ({ text: good } as Revision) : null) };

test('accepts the document the bad manifests are derived from', async () => {
  const { merged } = await mergedDocument(documents, 'test');
  expect(parseDesired(merged, variables).environment).toBe('test');
});

test(`refuses each of ${COUNT} bad manifests with the place of the fault`, async () => {
  const escaped: unknown[] = [];
  const kinds = new Map<string, number>();
  for (const { kind, text, path } of badManifests(COUNT)) {
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    const said = await mergedDocument(documents, 'test', text).then(
      ({ merged }) => {
        try {
          return parseDesired(merged, variables);
        } catch (error) {
          return error;
        }
      },
      (error: unknown) => error,
    );
    const right = said instanceof DocumentRefusal && said.message.length > 5 && (path === undefined || said.path.startsWith(path));
    if (!right && escaped.length < 20)
      escaped.push({ kind, path, text: text.slice(0, 300), said: String(said), at: (said as DocumentRefusal).path });
  }
  expect(escaped).toEqual([]);
  expect(Math.min(...kinds.values())).toBeGreaterThan(COUNT / 50);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

/** A store whose newest text of `test` a test sets; whoever watches is told. */
function settableStore(text: string) {
  let number = 1;
  const revision = (next: string) =>
    ({
      number,
      parent: number - 1 || null,
      author: { id: 'x', name: 'x' },
      reason: 'x',
      time: new Date(number).toISOString(),
      text: next,
    }) as Revision;
  let head = revision(text);
  let tell = (_name: string, _head: Revision): void => {};
  const store: RevisionStore = {
    names: async () => ['test'],
    head: async (name) => (name === 'test' ? head : null),
    at: async () => null,
    history: async () => [],
    write: () => Promise.reject(new Error('nobody writes here')),
    watch(listener) {
      tell = listener;
      return () => {};
    },
    faults: () => new Map(),
    awaySince: () => null,
    close: async () => {},
  };
  return {
    store,
    set(next: string) {
      number += 1;
      head = revision(next);
      tell('test', head);
    },
  };
}

test(`keeps the last good manifest through ${COUNT} bad ones and takes the next good one`, {
  timeout: 360_000,
}, async () => {
  const { store, set } = settableStore(good);
  const lastGood = { load: async () => null, save: async () => {} };
  const log = { info: vi.fn(), warn: vi.fn() };
  const { source } = fakeCdn();
  const manifest = await openLiveManifest({ documents: store, environment: 'test', variables, source, lastGood, log, latestPollMs: 1e9 });
  onTestFinished(() => manifest.close());
  const served = manifest.current();
  expect(served?.desired.environment).toBe('test');

  for (const { kind, text } of badManifests(COUNT, 2)) {
    const before = manifest.status().fault;
    set(text);
    while (manifest.status().fault === before) await setImmediate();
    if (manifest.current() !== served) expect.fail(`${kind} was taken: ${text.slice(0, 300)}`);
  }
  set(good.replace('"Shop"', '"Store"'));
  while (manifest.current() === served) await setImmediate();
  expect(manifest.current()?.desired.remotes.shop?.title).toBe('Store');
  expect(manifest.status().fault).toBeNull();
});
