import type { Revision } from '@business-m/contract';
import { expect, test } from 'vitest';
import { mergedDocument } from './merged-document.ts';

const of = (texts: Record<string, unknown>) => ({
  head: async (name: string) => {
    const found = texts[name];
    if (found === undefined) return null;
    return { text: typeof found === 'string' ? found : JSON.stringify(found) } as Revision;
  },
});

test('merges a document with its base and the base’s base', async () => {
  const documents = of({
    root: { cdn: 'root', backend: { mode: 'indie', monolith: 'm' } },
    base: { extends: 'root', cdn: 'base', remotes: { finance: { title: 'Finance' }, wms: { title: 'Warehouse' } } },
    prod: { extends: 'base', environment: 'prod', backend: { monolith: null }, remotes: { wms: null } },
  });
  expect(await mergedDocument(documents, 'prod')).toEqual({
    merged: {
      extends: 'base',
      environment: 'prod',
      cdn: 'base',
      backend: { mode: 'indie' },
      remotes: { finance: { title: 'Finance' } },
    },
    chain: ['prod', 'base', 'root'],
  });
});

test('reads a given text in place of the newest revision', async () => {
  const documents = of({ base: { cdn: 'base' }, prod: { extends: 'gone' } });
  expect((await mergedDocument(documents, 'prod', '{"extends":"base","a":1}')).merged).toEqual({ extends: 'base', cdn: 'base', a: 1 });
  expect((await mergedDocument(documents, 'new', '{"a":1}')).merged).toEqual({ a: 1 });
});

test('keeps null in a document without a base', async () => {
  expect((await mergedDocument(of({ prod: { a: null } }), 'prod')).merged).toEqual({ a: null });
});

const deep = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`d${index}`, { extends: `d${index + 1}` }]));
test.each<[string, Record<string, unknown>, string, RegExp]>([
  ['itself', { prod: { extends: 'prod' } }, 'extends', /a circle: prod extends prod/],
  ['a circle', { prod: { extends: 'a' }, a: { extends: 'b' }, b: { extends: 'a' } }, 'extends', /prod extends a extends b extends a/],
  ['what is not there', { prod: { extends: 'gone' } }, 'extends', /no document "gone"/],
  ['too many', { prod: { extends: 'd0' }, ...deep, d6: {} }, 'extends', /more than 5 documents/],
  ['no name', { prod: { extends: '../secrets' } }, 'extends', /the name of a document/],
  ['no text', { prod: { extends: 7 } }, 'extends', /the name of a document/],
  ['a prototype', { prod: '{"extends":"base","remotes":{"__proto__":{}}}', base: {} }, 'remotes.__proto__', /not allowed/],
  ['a prototype below', { prod: { extends: 'base' }, base: '{"cdn":{"constructor":1}}' }, 'cdn.constructor', /in "base": .*not allowed/],
  ['no JSON below', { prod: { extends: 'base' }, base: '{' }, '', /in "base": not JSON/],
])('refuses %s with the place', async (_, texts, path, message) => {
  await expect(mergedDocument(of(texts), 'prod')).rejects.toMatchObject({
    name: 'DocumentRefusal',
    path,
    message: expect.stringMatching(message),
  });
});

test('accepts a chain of five documents', async () => {
  const { chain } = await mergedDocument(of({ prod: { extends: 'd2' }, ...deep, d5: { a: 1 } }), 'prod');
  expect(chain).toEqual(['prod', 'd2', 'd3', 'd4', 'd5']);
});
