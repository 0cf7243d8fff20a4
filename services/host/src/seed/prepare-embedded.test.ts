import type { DemoDocument } from '@business-m/doctype';
import { openTestPGlite, type TestDatabase } from '@business-m/doctype/testing';
import { scopes } from '@business-m/domains';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { compose } from '../domains/composition.ts';
import type { HostDatabase } from '../domains/hosted-domain.ts';
import { type KeptCompany, keepCompany } from '../start/keep-company.ts';
import { prepareEmbedded } from './prepare-embedded.ts';
import { seedDomain } from './seed-domain.ts';

let database: TestDatabase;
let db: HostDatabase;
beforeAll(async () => {
  database = await openTestPGlite();
  db = database.db;
});
beforeEach(async () => {
  for (const schema of ['host', ...scopes]) await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(db);
});
afterAll(() => database.close());

const unit = (uom_name: string): DemoDocument => ({ doctype: 'uom', values: { uom_name } });
const broken: DemoDocument = { doctype: 'item', values: { item_code: 'X', item_name: 'X', uom: 'Nothing' } };

/** As a process would: composed anew each time. Answers what became of the documents of masters. */
async function start(documents: DemoDocument[] | null) {
  const places = scopes.map((scope) => ({ scope, db, schema: scope }));
  const { domains } = compose({ places, link: null, onError: () => {} });
  const all = domains.all();
  await prepareEmbedded(db, all);
  for (const domain of all) domain.prepare();
  const [masters] = all;
  if (!masters) throw new Error('there is no masters');
  try {
    const given = documents && (() => documents);
    return await seedDomain(masters, { tenant: 'demo', today: '2026-11-21', documents: given, ready: async () => {} });
  } finally {
    for (const domain of all) await domain.stop(0);
  }
}
const units = async () => (await db.selectFrom('masters.uom').select('id').orderBy('id').execute()).map((row) => row.id);

async function createUnit(uom_name: string): Promise<void> {
  const { domains } = compose({ places: [{ scope: 'masters', db, schema: 'masters' }], link: null, onError: () => {} });
  const call = { tenant: 'demo', user: 'a', roles: ['stock'], deadlineMs: Date.now() + 10_000, trace: 't' };
  await domains.all()[0]?.service.documents.create('uom', { uom_name }, call);
}

test('seeds an empty database once', async () => {
  expect(await start([unit('A'), unit('B')])).toBe('seeded');
  expect(await start([unit('A'), unit('B'), unit('C')])).toBe('already-seeded');
  expect(await units()).toEqual(['A', 'B']);
});

test('leaves a database in use unchanged', async () => {
  expect(await start(null)).toBe('not-wanted');
  await createUnit('Mine');
  expect(await start([unit('A')])).toBe('not-empty');
  expect(await units()).toEqual(['Mine']);
});

test('keeps currency and time zone once there are documents, and refuses others', async () => {
  await start(null);
  const { domains } = compose({ places: [{ scope: 'masters', db, schema: 'masters' }], link: null, onError: () => {} });
  const [masters] = domains.all();
  if (!masters) throw new Error('there is no masters');
  const keepAll = (company: Partial<KeptCompany>) => keepCompany(masters, { timeZone: 'Asia/Kolkata', ...company }, 'demo');
  const keep = (currency?: string) => keepAll({ currency });
  for (const currency of [undefined, 'NOK', 'EUR', undefined, 'JPY', 'EUR']) await keep(currency);
  await createUnit('Mine');
  await keep('EUR');
  await expect(keep('NOK')).rejects.toThrow(
    'DESK_CURRENCY is NOK, but the documents of masters are in EUR, and amounts are not converted: set DESK_CURRENCY=EUR.',
  );
  await keep();
  await keep('EUR');
  await sql`update host.domain_currency set currency = 'JPY'`.execute(db);
  await expect(keep()).rejects.toThrow('DESK_CURRENCY is not set, but the documents of masters are in JPY');
  await keep('JPY');
  await sql`update host.domain_currency set currency = 'EUR'`.execute(db);
  // Another name of the same zone.
  await keepAll({ timeZone: 'Asia/Calcutta' });
  await expect(keepAll({ timeZone: 'UTC' })).rejects.toThrow(
    'DESK_TIME_ZONE is UTC, but the days of masters are those of Asia/Kolkata: set DESK_TIME_ZONE=Asia/Kolkata. If the company has moved, say so with DESK_TIME_ZONE_BEFORE=Asia/Kolkata.',
  );
  await expect(keepAll({ timeZone: 'UTC', timeZoneBefore: 'Asia/Tokyo' })).rejects.toThrow('set DESK_TIME_ZONE=Asia/Kolkata');
  for (const timeZoneBefore of ['Asia/Calcutta', undefined]) await keepAll({ timeZone: 'UTC', timeZoneBefore });
  await expect(keepAll({ timeZone: 'Asia/Kolkata' })).rejects.toThrow('set DESK_TIME_ZONE=UTC');
});

test('does not take a partial seed of a crash for a company', async () => {
  await expect(start([unit('A'), broken])).rejects.toThrow('item {"item_code":"X"');
  expect(await units()).toEqual(['A']);
  expect(await start([unit('B')])).toBe('seeded');
  expect(await units()).toEqual(['B']);
});

test('drops a partial seed when seeding is switched off', async () => {
  await expect(start([unit('A'), broken])).rejects.toThrow();
  expect(await start(null)).toBe('not-wanted');
  expect(await units()).toEqual([]);
});

test('drops a partial seed once', async () => {
  await expect(start([unit('A'), broken])).rejects.toThrow();
  await start(null);
  await createUnit('Mine');
  expect(await start(null)).toBe('not-wanted');
  expect(await start([unit('B')])).toBe('not-empty');
  expect(await units()).toEqual(['Mine']);
});

test('counts a database seeded by an older build as seeded in each domain', async () => {
  await start([unit('A')]);
  await sql`delete from host.seed`.execute(db);
  await sql`alter table host.seed drop column today`.execute(db);
  await sql`delete from host.host_migration where name > '0001-seed'`.execute(db);
  await sql`insert into host.seed (name, state, changed_at) values ('demo', 'complete', now())`.execute(db);
  expect(await start([unit('B')])).toBe('already-seeded');
  const { rows } = await sql<{ name: string }>`select name from host.seed where state = 'complete' order by name`.execute(db);
  expect(rows.map(({ name }) => name)).toEqual(['finance', 'masters', 'wms']);
});
