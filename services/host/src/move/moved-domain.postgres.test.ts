import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestPostgres } from '@business-m/doctype/testing';
import { scopes } from '@business-m/domains';
import type { HomeState } from '@business-m/metadata/operations';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { compose } from '../domains/composition.ts';
import type { Placement } from '../environment/read-environment.ts';
import { migrateDomains } from '../migrate/migrate-domains.ts';
import { prepareEmbedded } from '../seed/prepare-embedded.ts';
import { expectDomain, expectNoMore, settleIn } from './arrival.ts';
import { readHome } from './domain-home.ts';
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

test('migrates a closed copy but not a moving domain', async () => {
  const { db, migrate, fence } = await setUp();
  await fence('leaving');
  expect(await migrate()).toMatchObject({ upToDate: true, wms: expect.stringContaining('it is being moved') });
  await fence('left');
  // As an older build would have left it.
  await sql`alter table wms.domain_migration disable trigger fenced`.execute(db);
  await sql`delete from wms.domain_migration`.execute(db);
  await sql`alter table wms.domain_migration enable trigger fenced`.execute(db);
  await sql`drop table wms.stock_balance, wms.stock_ledger_entry`.execute(db);
  await sql`drop function wms.refuse_ledger_change, wms.check_stock_movement cascade`.execute(db);
  expect(await migrate()).toMatchObject({ upToDate: true, wms: expect.stringContaining('brought up to date') });
  await expect(sql`delete from wms.stock_balance`.execute(db)).rejects.toThrow('read-only');
  expect(await readHome(db, 'wms')).toMatchObject({ state: 'left', move: 'm' });
  const wms = 'wms: it has moved to another database; what it left here is a closed copy.';
  expect(await migrate()).toEqual({ upToDate: true, wms });
  // Somebody who had no use for it any more may need it after all.
  await sql`drop schema wms cascade`.execute(db);
  expect(await migrate()).toMatchObject({ upToDate: true, wms: expect.stringContaining('brought up to date') });
  await expect(sql`delete from wms.stock_balance`.execute(db)).rejects.toThrow('read-only');
});

test('keeps a prepared database closed until the domain has moved, and migrates a domain in use', async () => {
  const { db, config, close } = await openTestPostgres();
  onTestFinished(close);
  const databases = { wms: { database: config, schema: 'wms' } };
  const placement: Placement = { DESK_DATA: '', LOG_LEVEL: 'info', mode: 'enterprise', domains: ['wms'], databases };
  const prepare = async () => {
    const lines: string[] = [];
    return [await migrateDomains(placement, { checkOnly: false, forMove: true, say: (line) => lines.push(line) }), lines.join()];
  };
  for (const _ of ['made', 'there already'])
    expect(await prepare()).toEqual([true, expect.stringContaining('it is not served here before it has been moved here.')]);
  const place = { db, schema: 'wms' };
  await expectDomain(place, 'wms', 'm');
  await expectNoMore(place, 'wms', 'm');
  expect(await readHome(db, 'wms')).toMatchObject({ state: 'left' });
  await expectDomain(place, 'wms', 'n');
  await settleIn(place, 'wms', 'n');
  expect(await prepare()).toEqual([true, expect.stringContaining('is up to date')]);
  expect(await readHome(db, 'wms')).toMatchObject({ state: 'home', move: 'n' });
  // Whoever lives there without ever having moved is no target, either.
  await sql`drop schema host cascade`.execute(db);
  await sql`alter table wms.stock_balance drop constraint stock_balance_warehouse_fkey`.execute(db);
  await sql`insert into wms.stock_balance (item, warehouse, qty, value) values ('i', 'w', 1, 1)`.execute(db);
  expect(await prepare()).toEqual([false, expect.stringContaining('The target is not empty: wms.stock_balance has rows.')]);
});

test('refuses to prepare a move in PGlite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-for-move-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const databases = { wms: { database: { engine: 'pglite' as const, folder: join(folder, 'db') }, schema: 'wms' } };
  const placement: Placement = { DESK_DATA: folder, LOG_LEVEL: 'info', mode: 'indie', domains: ['wms'], databases };
  const lines: string[] = [];
  const prepared = await migrateDomains(placement, { checkOnly: false, forMove: true, say: (line) => lines.push(line) });
  expect([prepared, lines.join()]).toEqual([false, expect.stringContaining('Nothing can be moved into PGlite')]);
});

test('starts a monolith in PGlite beside a moved domain', async () => {
  const { db, fence } = await setUp();
  await fence('left');
  const { domains } = compose({ places: scopes.map((scope) => ({ scope, db, schema: scope })), link: null, onError: () => {} });
  await expect(prepareEmbedded(db, domains.all())).resolves.toBeUndefined();
});
