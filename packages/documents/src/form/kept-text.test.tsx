// @vitest-environment jsdom

import type { Document } from '@business-m/metadata';
import { keptTextOf } from '@business-m/sdk';
import { screen, waitFor, within } from '@testing-library/react';
import { IDBDatabase, IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { openKeptStore } from '../keeping/kept-store.ts';
import { field, last, open, press, specimenStores, writes } from './testing/open-specimen.tsx';

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

test('a browser whose storage is full says so, and keeps again once there is room', async () => {
  const uncaught = vi.fn();
  process.on('unhandledRejection', uncaught);
  const desk = open(null);
  await desk.user.type(await field('Title'), 'Fits');
  await isKept(null, { title: 'Fits' });
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function put(this: IDBObjectStore) {
    const request = this.get('nothing');
    this.transaction.abort();
    return request as never;
  });
  await desk.user.type(await field('Title'), ' not');
  expect(await screen.findByText(/keeps no copy of what you type/)).toBeDefined();
  full.mockRestore();
  await desk.user.type(await field('Title'), ' again');
  await isKept(null, { title: 'Fits not again' });
  await waitFor(() => expect(screen.queryByText(/keeps no copy/)).toBeNull());
  process.off('unhandledRejection', uncaught);
  // What nobody caught is counted against a release.
  expect(uncaught).not.toHaveBeenCalled();
});

test('a database that the browser has closed is opened again', async () => {
  const connections: IDBDatabase[] = [];
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function begin(this: IDBDatabase, ...args) {
    if (!connections.includes(this)) connections.push(this);
    transaction.mockRestore();
    return this.transaction(...args);
  });
  const desk = open(null);
  await desk.user.type(await field('Title'), 'One');
  await isKept(null, { title: 'One' });
  for (const connection of connections) connection.close();
  await desk.user.type(await field('Title'), ' two');
  await desk.user.type(await field('Title'), ' three');
  await isKept(null, { title: 'One two three' });
});

test('on a page that is not secure documents are saved, and what is typed is kept', async () => {
  const { crypto } = globalThis;
  vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes) });
  const desk = open(null);
  await desk.user.type(await field('Title'), 'Plain');
  await isKept(null, { title: 'Plain' });
  await desk.user.click(await press('Save'));
  await waitFor(() => expect(desk.stored().size).toBe(4));
});

test('what was typed on a document that was deleted meanwhile goes on as a new one', async () => {
  const before = open('SP-00001');
  await before.user.type(await field('Title'), '!');
  await isKept('SP-00001', { title: 'Basalt!' });
  before.crash();
  const desk = open('SP-00001', specimenStores([]));
  expect((await offer()).textContent).toMatch(/^You were typing this on /);
  expect(screen.getByText(/SP-00001 is not there any more/)).toBeDefined();
  await desk.user.click(await press('Start a new one with it'));
  await waitFor(() => expect(desk.onNavigate).toHaveBeenCalledWith('/lab/specimens/new'));
  expect(await kept('SP-00001')).toEqual([]);
  desk.crash();
  const anew = open(null);
  await offer();
  await anew.user.click(await press('Take it up'));
  expect((await field('Title')).value).toBe('Basalt!');
  await anew.user.click(await press('Save'));
  await waitFor(() => expect(anew.stored().size).toBe(4));
  expect(last(anew.stored())).toMatchObject({ title: 'Basalt!', revision: 1 });
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
