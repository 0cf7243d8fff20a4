import { openTestPostgres } from '@business-m/doctype/testing';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { compose } from '../composition.ts';
import type { Placement } from '../environment.ts';
import { migrateDomains } from '../migrate/migrate-domains.ts';
import { scopes } from '../scopes.ts';
import { prepareEmbedded } from '../seed/prepare-embedded.ts';
import type { HomeState } from './domain-home.ts';
import { raiseFence } from './fence.ts';

/** The database of a monolith of which one domain is fenced. */
async function setUp() {
  const { db, config, close } = await openTestPostgres();
  onTestFinished(close);
  const databases = Object.fromEntries(scopes.map((scope) => [scope, { database: config, schema: scope }]));
  const placement: Placement = { DESK_DATA: '', LOG_LEVEL: 'info', mode: 'indie', domains: scopes, databases };
  const migrate = async () => {
    const lines: string[] = [];
    const upToDate = await migrateDomains(placement, { checkOnly: false, say: (line) => lines.push(line.replace(/ \(.*?\)/, '')) });
    return { upToDate, wms: lines.at(-1) };
  };
  await migrate();
  const fence = (state: HomeState) => raiseFence({ db, schema: 'wms' }, 'wms', { state, move: 'm' });
  return { db, migrate, fence };
}

test('the next build’s migration passes over what has moved, and does not touch what is moving', async () => {
  const { db, migrate, fence } = await setUp();
  await fence('leaving');
  expect(await migrate()).toMatchObject({ upToDate: true, wms: expect.stringContaining('it is being moved') });
  await fence('left');
  await sql`drop index wms.stock_balance_by_warehouse`.execute(db);
  expect(await migrate()).toEqual({ upToDate: true, wms: 'wms: it has moved to another database; what it left here stays as it is.' });
});

test('a monolith in PGlite starts beside what has moved', async () => {
  const { db, fence } = await setUp();
  await fence('left');
  const { domains } = compose({ places: scopes.map((scope) => ({ scope, db, schema: scope })), link: null, onError: () => {} });
  await expect(prepareEmbedded(db, domains.all())).resolves.toBeUndefined();
});
