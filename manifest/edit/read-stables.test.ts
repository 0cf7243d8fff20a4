import type { Revision } from '@business-m/contract';
import { expect, test } from 'vitest';
import type { RevisionStore } from '../store/index.ts';
import { readEntryBefore, readStableHistories } from './read-stables.ts';

const release = (number: number) => `1.${number}.0-0123456789ab`;
const document = (number: number) => ({ remotes: { shop: { releases: { stable: release(number) } } } });

/** Of `count` revisions, each typed by hand, the store hands out pages as they are asked for. */
function historyOf(count: number) {
  const asked: number[] = [];
  const revisions = Array.from({ length: count }, (_, index): Revision => {
    const number = index + 1;
    const author = { id: 'file', name: 'edited by hand' };
    return { number, parent: index || null, author, reason: 'x', time: new Date(0).toISOString(), text: JSON.stringify(document(number)) };
  });
  const history: RevisionStore['history'] = async (_, { before = Number.POSITIVE_INFINITY, limit }) => {
    asked.push(limit);
    return revisions
      .filter(({ number }) => number < before)
      .reverse()
      .slice(0, limit);
  };
  return { documents: { history } as RevisionStore, asked };
}

test('finds past stable releases over many pages in small batches without blocking requests', async () => {
  const { documents, asked } = historyOf(130);
  let turns = 0;
  let counting = true;
  const count = () => {
    turns += 1;
    if (counting) setImmediate(count);
  };
  setImmediate(count);
  const found = await readStableHistories(documents, 'prod', document(130), new Set(['shop', 'none']));
  counting = false;
  expect(found.get('shop')?.before).toBe(release(129));
  expect(found.get('shop')?.ever).toHaveLength(130);
  expect(found.get('none')).toEqual({ before: undefined, ever: [] });
  expect(Math.max(...asked)).toBeLessThanOrEqual(20);
  expect(turns).toBeGreaterThanOrEqual(130);
});

test('reads back at most a thousand revisions', async () => {
  const { documents } = historyOf(1_100);
  const found = await readStableHistories(documents, 'prod', document(1_100), new Set(['shop']));
  expect(found.get('shop')?.ever).toHaveLength(1_000);
});

test('tells whether a scope had an entry before its address was set', async () => {
  const scopes = (...texts: object[]) => {
    const revisions = texts.map((entries) => ({ text: JSON.stringify({ backend: { scopes: entries } }) }) as Revision);
    return { history: async () => revisions.toReversed() } as unknown as RevisionStore;
  };
  const upstream = 'http://a.test';
  const before = (documents: RevisionStore, base?: unknown) => readEntryBefore(documents, 'dev', base, 'shop');
  expect(await before(scopes({}, { shop: { upstream } }, { shop: { upstream: 'http://b.test' } }))).toBe(false);
  expect(await before(scopes({ shop: {} }, { shop: { upstream } }))).toBe(true);
  expect(await before(scopes({ shop: { upstream } }))).toBeUndefined();
  expect(await before(scopes({}, { shop: { upstream } }), { backend: { scopes: { shop: {} } } })).toBe(true);
});
