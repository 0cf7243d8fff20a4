import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readDescription } from '../../../cli/backup/backup-folder.ts';
import { checkRestore, runRestore } from '../../../cli/backup/run-restore.ts';
import { readBooks } from '../../../services/host/src/testing/read-books.ts';
import { createScenarioClock, createStepRunner } from '../../../services/host/src/testing/run-steps.ts';
import { allInOneOnPGlite, allInOneOnPostgres, type TestLayout } from '../../../services/host/src/testing/test-layout.ts';
import { DAYS, runTwoWeeks } from '../../../services/host/src/testing/two-weeks.ts';
import { backUp, openServedHost, restorePlan, temporaryFolder } from './testing.ts';

const RUN_MS = 240_000;
const layouts: Record<'pglite' | 'postgres', TestLayout> = { pglite: allInOneOnPGlite, postgres: allInOneOnPostgres };
const clock = createScenarioClock(DAYS[0] ?? '');
const ends: (() => Promise<void> | void)[] = [];

/** Two weeks of a company on each engine, and a backup of each. */
const origins: Partial<Record<keyof typeof layouts, { folder: string; books: Record<string, string> }>> = {};
beforeAll(async () => {
  for (const engine of ['postgres', 'pglite'] as const) {
    clock.turnTo(DAYS[0] ?? '');
    const host = await openServedHost({ layout: layouts[engine], now: clock.now }, (end) => void ends.push(end));
    await runTwoWeeks(createStepRunner(host, clock), clock);
    await host.fetch('POST', '/api/resource/item', { body: { item_code: 'Z-10', item_name: 'Übermaß „10“', uom: 'Nos' } });
    const folder = join(temporaryFolder((end) => void ends.push(end)), 'backup');
    await backUp(host, folder);
    origins[engine] = { folder, books: await readBooks(host) };
  }
  return async () => {
    for (const end of ends.toReversed()) await end();
  };
}, RUN_MS);

test.each([
  ['pglite', 'postgres'],
  ['postgres', 'pglite'],
  ['pglite', 'pglite'],
] as const)(
  'restores what it was: %s → %s',
  async (from, to) => {
    const { folder, books } = origins[from] as NonNullable<(typeof origins)['pglite']>;
    const target = await openServedHost({ layout: layouts[to], now: clock.now });
    expect(await checkRestore(restorePlan(target, folder))).toMatchObject({ outcome: 'checked' });
    expect(await runRestore(restorePlan(target, folder))).toMatchObject({ outcome: 'restored', domains: { wms: { tables: expect.any(Number) } } });
    expect(await readBooks(target)).toEqual(books);

    // A backup of it is the same backup, to the last sum.
    const again = join(temporaryFolder(), 'again');
    await backUp(target, again);
    const [before, after] = await Promise.all([folder, again].map(async (each) => (await readDescription(each)).backup));
    for (const scope of ['masters', 'finance', 'wms']) {
      expect(after?.domains[scope]?.shape).toEqual(before?.domains[scope]?.shape);
      expect(after?.domains[scope]?.sequences).toEqual(before?.domains[scope]?.sequences);
      for (const [table, { rows, hash, sums }] of Object.entries(before?.domains[scope]?.tables ?? {}))
        expect([scope, table, after?.domains[scope]?.tables[table]]).toMatchObject([scope, table, { rows, hash, sums }]);
    }

    // It goes on where it was: numbers, sorted columns, and what guards the ledgers.
    const made = await target.fetch('POST', '/api/resource/item', { body: { item_code: 'Z-9', item_name: 'Nine', uom: 'Nos' } });
    expect(made.status).toBe(201);
    const list = await (await target.fetch('GET', '/api/resource/item?sort=id')).json();
    expect(list.rows.map(({ id }: { id: string }) => id)).toEqual(['BOLT', 'NUT', 'WIRE', 'Z-9', 'Z-10']);
    await expect(target.databaseOf('finance').deleteFrom('finance.general_ledger_entry').execute()).rejects.toThrow();
    await expect(runRestore(restorePlan(target, folder))).rejects.toMatchObject({ code: 'not-empty', message: expect.stringContaining('--replace') });
    await runRestore(restorePlan(target, folder, { replace: true }));
    expect(await readBooks(target)).toEqual(books);
  },
  RUN_MS,
);
