import { openDatabase } from '@business-m/doctype';
import { openTestPostgres } from '@business-m/doctype/testing';
import { scopes } from '@business-m/domains';
import { onTestFinished, test } from 'vitest';
import { compose } from '../domains/composition.ts';
import { keepCompany } from './keep-company.ts';

test('processes that start on one database at once all note their company', async ({ expect }) => {
  const database = await openTestPostgres();
  onTestFinished(() => database.close());
  const keep = async (scope: (typeof scopes)[number]) => {
    // A process of its own has connections of its own.
    const db = await openDatabase(database.config);
    onTestFinished(() => db.destroy());
    const [domain] = compose({ places: [{ scope, db, schema: scope }], link: null, onError: () => {} }).domains.all();
    if (!domain) throw new Error(`there is no ${scope}`);
    await keepCompany(domain, { currency: 'NOK', timeZone: 'Europe/Oslo' }, 'demo');
  };
  await database.db.schema.createSchema('host').execute();
  await Promise.all(scopes.map(keep));
  const noted = await database.db
    .withSchema('host')
    .selectFrom('domain_time_zone')
    .select(['scope', 'time_zone'])
    .orderBy('scope')
    .execute();
  expect(noted).toEqual([...scopes].toSorted().map((scope) => ({ scope, time_zone: 'Europe/Oslo' })));
});
