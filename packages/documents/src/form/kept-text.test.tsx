// @vitest-environment jsdom

import type { Document } from '@business-m/metadata';
import { keptTextOf } from '@business-m/sdk';
import { screen, waitFor, within } from '@testing-library/react';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { openKeptStore } from '../keeping/kept-store.ts';
import { field, open, press, writes } from './testing/open-specimen.tsx';

const me = { tenant: 'test', id: 'u-test' };

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  return () => vi.unstubAllGlobals();
});

const kept = async (id: string | null, user = me) => {
  const store = await openKeptStore(keptTextOf(user), () => {});
  const found = await store.find('specimen', id);
  store.close();
  return found;
};
const isKept = (id: string | null, values: object) => waitFor(async () => expect((await kept(id))[0]?.values).toMatchObject(values));
const offer = () => screen.findByText(/^You were typing/);

test('what was typed into a new document is offered after a crash, and taken up it stands in the form', async () => {
  const before = open(null);
  await before.user.type(await field('Title'), 'Gneiss');
  await before.user.type(await field('Part, row 1'), 'Core');
  await isKept(null, { title: 'Gneiss' });
  before.crash();
  const desk = open(null);
  expect((await offer()).textContent).toMatch(/^You were typing a new specimen on /);
  expect((await field('Title')).value).toBe('');
  await desk.user.click(await press('Take it up'));
  expect((await field('Title')).value).toBe('Gneiss');
  expect((await field('Part, row 1')).value).toBe('Core');
  expect(desk.onUnsaved).toHaveBeenLastCalledWith(true);
  await waitFor(async () => expect(await kept(null)).toHaveLength(1));
  await desk.user.click(await press('Save'));
  await waitFor(() => expect(writes(desk)).toEqual(['POST /api/resource/specimen']));
  await waitFor(async () => expect(await kept(null)).toEqual([]));
});

test('half a date or number is kept while its field is not left, and stands there as it was typed', async () => {
  const before = open('SP-00001');
  await before.user.clear(await field('Taken on'));
  await before.user.type(await field('Taken on'), '1/3');
  await isKept('SP-00001', { taken_on: '1/3' });
  await before.user.clear(await field('Price'));
  await before.user.type(await field('Price'), '80*');
  await before.user.type(await field('Part, row 1'), '?');
  await before.user.clear(await field('Taken on'));
  await before.user.type(await field('Taken on'), '1/3');
  await isKept('SP-00001', { taken_on: '1/3', price: '80*' });
  before.crash();
  const desk = open('SP-00001');
  await offer();
  await desk.user.click(await press('Take it up'));
  await waitFor(async () => expect((await field('Taken on')).value).toBe('1/3'));
  expect((await field('Price')).value).toBe('80*');
  await desk.user.type(await field('Taken on'), '1{Enter}');
  expect((await field('Taken on')).value).toBe('01/31/2026');
  await waitFor(async () => expect((await kept('SP-00001'))[0]?.values).toMatchObject({ taken_on: '2026-01-31' }));
});

test('half a date that is given up by Escape is kept no more', async () => {
  const desk = open('SP-00001');
  await desk.user.type(await field('Taken on'), '5');
  await isKept('SP-00001', { taken_on: expect.stringContaining('5') });
  expect(desk.onUnsaved).toHaveBeenLastCalledWith(true);
  await desk.user.keyboard('{Escape}');
  await waitFor(async () => expect(await kept('SP-00001')).toEqual([]));
  expect(desk.onUnsaved).toHaveBeenLastCalledWith(false);
});

test('what is dropped is gone, and another user never sees it', async () => {
  const before = open(null);
  await before.user.type(await field('Title'), 'Gneiss');
  await isKept(null, { title: 'Gneiss' });
  before.crash();
  const other = open(null, {}, {}, { user: { id: 'u-other' } });
  await field('Title');
  await other.user.type(await field('Notes'), 'Mine');
  await waitFor(async () => expect(await kept(null, { ...me, id: 'u-other' })).toHaveLength(1));
  expect(screen.queryByText(/^You were typing/)).toBeNull();
  other.crash();
  const desk = open(null);
  await offer();
  await desk.user.click(await press('Drop it'));
  await waitFor(async () => expect(await kept(null)).toEqual([]));
  expect(screen.queryByText(/^You were typing/)).toBeNull();
});

test('what somebody changed since is merged with it, and only what both changed is asked', async () => {
  const before = open('SP-00001');
  await before.user.type(await field('Title'), '!');
  await before.user.type(await field('Notes'), 'Mine');
  await isKept('SP-00001', { title: 'Basalt!', notes: 'Mine' });
  before.crash();
  const desk = open('SP-00001', {
    change: (doc: Document) => ({ ...doc, title: 'Granite', weight: '9', revision: 2, modified_by: 'other@example.com' }),
  });
  await offer();
  await desk.user.click(await press('Take it up'));
  const asked = await screen.findByRole('dialog', { name: 'Changed while you were editing' });
  expect(within(asked).getAllByRole('radio')).toHaveLength(2);
  await desk.user.click(within(asked).getByRole('button', { name: 'Go on with these' }));
  expect((await field('Title')).value).toBe('Basalt!');
  expect((await field('Notes')).value).toBe('Mine');
  expect((await field('Weight')).value).toBe('9');
  expect(screen.queryByText(/^You were typing/)).toBeNull();
  await desk.user.click(await press('Save'));
  await waitFor(() => expect(desk.stored().get('SP-00001')).toMatchObject({ title: 'Basalt!', notes: 'Mine', weight: '9', revision: 3 }));
  await waitFor(async () => expect(await kept('SP-00001')).toEqual([]));
});

test('two forms of the same new document keep a text each', async () => {
  const one = open(null);
  await one.user.type(await field('Title'), 'One');
  await isKept(null, { title: 'One' });
  one.crash();
  const two = open(null);
  await two.user.type(await field('Title'), 'Two');
  // The clock stands still here, so neither is the newer one.
  await waitFor(async () => expect((await kept(null)).map(({ values }) => Object(values).title).toSorted()).toEqual(['One', 'Two']));
});

test('a save whose answer was lost with the page is sent again under its key', async () => {
  const keys: (string | null)[] = [];
  const before = open(null);
  before.on('POST', (request) => {
    keys.push(request.headers.get('Idempotency-Key'));
    return new Promise(() => {});
  });
  await before.user.type(await field('Title'), 'Lost');
  await before.user.click(await press('Save'));
  await waitFor(async () => expect((await kept(null))[0]?.intention).toMatchObject({ key: expect.any(String) }));
  before.crash();
  const desk = open(null);
  desk.on('POST', (request) => {
    keys.push(request.headers.get('Idempotency-Key'));
    return undefined;
  });
  await offer();
  await desk.user.click(await press('Take it up'));
  await desk.user.click(await press('Save'));
  await waitFor(() => expect(desk.stored().size).toBe(4));
  expect(keys[1]).toBe(keys[0]);
});

test('a browser that keeps nothing says so once something is typed, and the form works as ever', async () => {
  vi.stubGlobal('indexedDB', undefined);
  const desk = open(null);
  await field('Title');
  expect(screen.queryByText(/keeps no copy/)).toBeNull();
  await desk.user.type(await field('Title'), 'Free');
  expect(await screen.findByText(/keeps no copy of what you type/)).toBeDefined();
  await desk.user.click(await press('Save'));
  await waitFor(() => expect(desk.stored().size).toBe(4));
});

test('after a sign-out nothing more is kept', async () => {
  const desk = open(null);
  await desk.user.type(await field('Title'), 'Secret');
  await isKept(null, { title: 'Secret' });
  await new Promise((resolve) => {
    indexedDB.deleteDatabase(keptTextOf(me)).onsuccess = resolve;
  });
  await desk.user.type(await field('Title'), '!');
  expect(await kept(null)).toEqual([]);
});

test('old, too many and too large texts are let go', async () => {
  const store = await openKeptStore(keptTextOf(me), () => {});
  const put = (writer: string, at: number, text = '') =>
    store.put({ writer, doctype: 'specimen', id: null, at, base: null, values: { title: text }, tables: {}, intention: null });
  const now = Date.now();
  await put('old', now - 15 * 24 * 60 * 60 * 1000);
  for (let index = 0; index < 55; index += 1) await put(`w${index}`, now - index * 1000);
  expect(await store.find('specimen', null)).toHaveLength(50);
  await put('huge', now - 500, 'x'.repeat(8_000_001));
  expect((await store.find('specimen', null)).map(({ writer }) => writer)).toEqual(['w0']);
  store.close();
});
