import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runRestore } from '../../../cli/backup/run-restore.ts';
import { snapshot } from '../../../services/host/src/testing/snapshot.ts';
import { allInOneOnPostgres } from '../../../services/host/src/testing/test-layout.ts';
import { backUp, openServedHost, restorePlan, temporaryFolder } from './testing.ts';

const layout = allInOneOnPostgres;
const company = { timeZone: 'UTC', currency: 'NOK' };

test('refuses what the books contradict, another schema and another company, and changes nothing', async () => {
  const source = await openServedHost({ layout, company });
  const make = async (doctype: string, body: object) => {
    const answer = await source.fetch('POST', `/api/resource/${doctype}`, { body });
    expect(answer.status).toBe(201);
    return (await answer.json()).id;
  };
  for (const account_number of ['1000', '3000'])
    await make('account', { account_number, account_name: account_number, root_type: 'asset' });
  const posting_date = new Date().toISOString().slice(0, 10);
  const lines = [
    { account: '1000', debit: '10.00' },
    { account: '3000', credit: '10.00' },
  ];
  const id = await make('journal-entry', { posting_date, lines });
  expect((await source.fetch('POST', `/api/resource/journal-entry/${id}/submit`, { body: {} })).status).toBe(200);
  const good = join(temporaryFolder(), 'good');
  await backUp(source, good);
  // Past every trigger: the sums of the backup fit, and still the books are wrong.
  await source.query('finance', 'alter table finance.general_ledger_entry disable trigger user');
  await source.query('finance', 'update finance.general_ledger_entry set debit = debit + 0.01 where debit > 0');
  const unbalanced = join(temporaryFolder(), 'unbalanced');
  await backUp(source, unbalanced);

  // The same zone by another name.
  const target = await openServedHost({ layout, company: { ...company, timeZone: 'Etc/UTC' } });
  const before = await snapshot(target);
  const restore = (folder: string) => runRestore(restorePlan(target, folder));
  await expect(restore(unbalanced)).rejects.toThrow(
    `Nothing was restored, everything is as it was before: ${target.origins[0]}: finance has postings that are out of balance, or not complete: journal-entry ${id}.`,
  );
  expect(await snapshot(target)).toEqual(before);

  await target.query('wms', 'alter table wms.warehouse add column colour text');
  await expect(restore(good)).rejects.toThrow(
    /wms.* warehouse\.colour .*It was made by desk \d.* \(finance \d.*restore it with that version, then upgrade/,
  );
  await target.query('wms', 'alter table wms.warehouse drop column colour');
  const elsewhere = await openServedHost({ layout, company: { timeZone: 'Asia/Tokyo' } });
  await expect(runRestore(restorePlan(elsewhere, good))).rejects.toThrow(
    /“UTC” .*“Asia\/Tokyo”; .*“NOK” .* of none\. Start the services with DESK_TIME_ZONE=UTC DESK_CURRENCY=NOK\.$/,
  );
  expect(await snapshot(target)).toEqual(before);
  expect(new Set(target.domains.map((domain) => domain.standing()))).toEqual(new Set(['open']));
  await restore(good);

  // A backup that cannot be made leaves nothing behind.
  const missing = join(temporaryFolder(), 'missing');
  await expect(backUp(source, missing, { scopes: ['masters', 'people'] })).rejects.toThrow('No backup was made: The manifest names people');
  expect(existsSync(missing)).toBe(false);
}, 240_000);
