import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readDescription } from '../../../cli/backup/backup-folder.ts';
import { checkRestore, runRestore } from '../../../cli/backup/run-restore.ts';
import { readBooks } from '../../../services/host/src/testing/read-books.ts';
import { createScenarioClock, createStepRunner } from '../../../services/host/src/testing/run-steps.ts';
import { allInOneOnPGlite, allInOneOnPostgres } from '../../../services/host/src/testing/test-layout.ts';
import { DAYS, runTwoWeeks } from '../../../services/host/src/testing/two-weeks.ts';
import { backUp, openServedHost, restorePlan, temporaryFolder } from './testing.ts';

test('carries the books of two weeks from PostgreSQL to PGlite, on to PGlite, and back to PostgreSQL', async () => {
  const clock = createScenarioClock(DAYS[0] ?? '');
  const layouts = { pglite: allInOneOnPGlite, postgres: allInOneOnPostgres };
  const open = (engine: keyof typeof layouts) => openServedHost({ layout: layouts[engine], now: clock.now });
  const source = await open('postgres');
  await runTwoWeeks(createStepRunner(source, clock), clock);
  await source.fetch('POST', '/api/resource/item', { body: { item_code: 'Z-10', item_name: 'Übermaß „10“', uom: 'Nos' } });
  await writeOddities(source);
  const books = await readBooks(source);
  let folder = join(temporaryFolder(), 'backup');
  await backUp(source, folder);

  for (const engine of ['pglite', 'pglite', 'postgres'] as const) {
    const target = await open(engine);
    expect(await checkRestore(restorePlan(target, folder))).toMatchObject({
      outcome: 'checked',
      domains: { wms: { rows: expect.any(Number) } },
    });
    expect(await runRestore(restorePlan(target, folder))).toMatchObject({ outcome: 'restored' });
    expect(await readBooks(target)).toEqual(books);

    // A backup of it is the same backup, to the last sum.
    const again = join(temporaryFolder(), 'again');
    await backUp(target, again);
    const [before, after] = await Promise.all([folder, again].map(async (each) => (await readDescription(each)).backup));
    for (const scope of ['masters', 'finance', 'wms']) {
      expect(after?.domains[scope]).toMatchObject({ shape: before?.domains[scope]?.shape, sequences: before?.domains[scope]?.sequences });
      for (const [table, { rows, hash, sums }] of Object.entries(before?.domains[scope]?.tables ?? {}))
        expect([scope, table, after?.domains[scope]?.tables[table]]).toMatchObject([scope, table, { rows, hash, sums }]);
    }

    // It goes on where it was: sorted columns, and what guards the ledgers.
    const made = await target.fetch('POST', '/api/resource/item', { body: { item_code: 'Z-9', item_name: 'Nine', uom: 'Nos' } });
    expect(made.status).toBe(201);
    const { items } = await (await target.fetch('GET', '/api/resource/item?sort=id')).json();
    expect(items.map(({ id }: { id: string }) => id)).toEqual(['BOLT', 'NUT', 'ODD 🚲', 'WIRE', 'Z-9', 'Z-10']);
    await expect(target.databaseOf('finance').deleteFrom('finance.general_ledger_entry').execute()).rejects.toThrow();
    const notEmpty = { code: 'not-empty', message: expect.stringContaining('--replace') };
    await expect(runRestore(restorePlan(target, folder))).rejects.toMatchObject(notEmpty);
    folder = again;
  }
}, 540_000);

/** Figures at their limits, text of every kind, half a draft, and a document that was amended twice. */
async function writeOddities(source: Awaited<ReturnType<typeof openServedHost>>): Promise<void> {
  const send = async (path: string, body: object = {}) => {
    const answer = await source.fetch('POST', `/api/resource/${path}`, { body });
    expect([path, answer.status < 300 ? 'ok' : await answer.text()]).toEqual([path, 'ok']);
    return (await answer.json()) as { id: string };
  };
  const odd = [
    '\u{1f6b2}\u200d\u{1f6e0} “\\"\u2028\t',
    'שלום \u202b12\u202c',
    '{"a":null}',
    "'; --",
    '\\u0000 \\N',
    'e\u0301 = é',
    ' '.repeat(5),
  ];
  const item = { item_code: 'ODD \u{1f6b2}', item_name: odd[1], uom: 'Nos', description: odd.join('\r\n').repeat(20) };
  await send('item', item);
  await send('journal-entry', { posting_date: null, lines: [] });
  await send('journal-entry', {
    posting_date: '1900-01-01',
    remark: odd[0],
    lines: [{ account: null, debit: '9999999999999.99', remark: odd[2] }, { credit: null }],
  });
  await send('journal-entry', {
    posting_date: '2199-12-31',
    remark: odd[4],
    lines: [{ debit: '0.01', remark: odd[3] }, { remark: odd[5] }],
  });
  const accounts = (await (await source.fetch('GET', '/api/resource/account?is_group=false&disabled=false&limit=200')).json()) as {
    items: { id: string; purpose: string | null }[];
  };
  const [one, other] = accounts.items.filter(({ purpose }) => purpose !== 'inventory').map(({ id }) => id);
  const lines = [
    { account: one, debit: '1234567890123.45' },
    { account: other, credit: '1234567890123.45' },
  ];
  let { id } = await send('journal-entry', { posting_date: '2026-01-05', remark: odd[6], lines });
  for (let turn = 0; turn < 2; turn += 1) {
    await send(`journal-entry/${id}/submit`);
    await send(`journal-entry/${id}/cancel`);
    ({ id } = await send(`journal-entry/${id}/amend`));
  }
}
