import { type DemoDocument, openDatabase } from '@business-m/doctype';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { compose, type HostDatabase } from '../composition.ts';
import { prepareDatabase } from './seed-demo.ts';

let db: HostDatabase;
beforeAll(async () => {
  db = await openDatabase();
});
beforeEach(async () => {
  for (const schema of ['host', 'masters', 'finance', 'wms']) await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(db);
});
afterAll(() => db.destroy());

const unit = (uom_name: string): DemoDocument => ({ doctype: 'uom', values: { uom_name } });
const broken: DemoDocument = { doctype: 'item', values: { item_code: 'X', item_name: 'X', uom: 'Nothing' } };
/** As a process would: composed anew each time. */
const start = (documents: DemoDocument[] | null) =>
  prepareDatabase({ db, services: compose(db, () => {}).services, tenant: 'demo', documents });
const units = async () => (await db.selectFrom('masters.uom').select('id').orderBy('id').execute()).map((row) => row.id);

test('an empty database is seeded once', async () => {
  expect(await start([unit('A'), unit('B')])).toBe('seeded');
  expect(await start([unit('A'), unit('B'), unit('C')])).toBe('already-seeded');
  expect(await units()).toEqual(['A', 'B']);
});

test('a database somebody works with is left alone', async () => {
  const { services } = compose(db, () => {});
  expect(await start(null)).toBe('not-wanted');
  const call = { tenant: 'demo', user: 'a', roles: ['stock'], deadlineMs: Date.now() + 10_000, trace: 't' };
  await services[0]?.documents.create('uom', { uom_name: 'Mine' }, call);
  expect(await start([unit('A')])).toBe('not-empty');
  expect(await units()).toEqual(['Mine']);
});

test('what a crash left half done is not taken for a company', async () => {
  await expect(start([unit('A'), broken])).rejects.toThrow('item {"item_code":"X"');
  expect(await units()).toEqual(['A']);
  expect(await start([unit('B')])).toBe('seeded');
  expect(await units()).toEqual(['B']);
});

test('nor when no company is wanted any more', async () => {
  await expect(start([unit('A'), broken])).rejects.toThrow();
  expect(await start(null)).toBe('not-wanted');
  expect(await units()).toEqual([]);
});

test('what was dropped once is not dropped again: from then on the database is somebody’s own', async () => {
  await expect(start([unit('A'), broken])).rejects.toThrow();
  await start(null);
  const { services } = compose(db, () => {});
  const call = { tenant: 'demo', user: 'a', roles: ['stock'], deadlineMs: Date.now() + 10_000, trace: 't' };
  await services[0]?.documents.create('uom', { uom_name: 'Mine' }, call);
  expect(await start(null)).toBe('not-wanted');
  expect(await start([unit('B')])).toBe('not-empty');
  expect(await units()).toEqual(['Mine']);
});
