import type { DemoDocument } from '@business-m/doctype';
import { openTestPostgres, type TestDatabase } from '@business-m/doctype/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compose } from '../domains/composition.ts';
import type { HostedDomain } from '../domains/hosted-domain.ts';
import { seedDomain } from './seed-domain.ts';
import { migrateHost, readSeed } from './seed-record.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestPostgres();
  await migrateHost(database.db);
  await masters().service.migrate();
});
afterAll(() => database.close());

function masters(): HostedDomain {
  const places = [{ scope: 'masters' as const, db: database.db, schema: 'masters' }];
  const [domain] = compose({ places, link: null, onError: () => {} }).domains.all();
  if (!domain) throw new Error('there is no masters');
  return domain;
}

const unit = (uom_name: string): DemoDocument => ({ doctype: 'uom', values: { uom_name } });
const seed = (documents: (today: string) => DemoDocument[], today: string) =>
  seedDomain(masters(), { tenant: 'demo', today, documents, ready: async () => {} });
const named = (today: string) => [unit('A'), unit(`Made on ${today}`), unit('Z')];
const units = async () =>
  (await database.db.selectFrom('masters.uom').select(['id', 'revision']).orderBy('id').execute()).map((row) => row.id);

test('resumes an interrupted seed as of its first day and repeats nothing', async () => {
  const interrupted = (today: string) => [...named(today).slice(0, 2), { doctype: 'item', values: {} }];
  await expect(seed(interrupted, '2026-01-01')).rejects.toThrow('the demo company does not fit its own rules');
  expect(await units()).toEqual(['A', 'Made on 2026-01-01']);
  expect(await readSeed(database.db, 'masters')).toEqual({ state: 'started', today: '2026-01-01' });
  // The slower of two may find everything done when it looks.
  const outcomes = await Promise.all([seed(named, '2026-01-02'), seed(named, '2026-01-02')]);
  expect(outcomes).toContain('seeded');
  expect(outcomes.filter((outcome) => outcome !== 'seeded' && outcome !== 'already-seeded')).toEqual([]);
  expect(await units()).toEqual(['A', 'Made on 2026-01-01', 'Z']);
  expect(await seed(named, '2026-01-03')).toBe('already-seeded');
});
