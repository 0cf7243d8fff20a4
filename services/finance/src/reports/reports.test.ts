import { openTestDesk, type TestDesk } from '@business-m/doctype/testing';
import {
  type GeneralLedger,
  generalLedgerSchema,
  type TrialBalance,
  trialBalanceSchema,
  voucherPostingsSchema,
} from '@business-m/metadata/reports';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFinance } from '../index.ts';

let desk: TestDesk;
const now = () => new Date('2026-06-15T12:00:00Z');

/** Four accounts and an entry a month since last November; the one of March is cancelled. */
beforeAll(async () => {
  desk = await openTestDesk({ domains: (db) => [createFinance({ db, now })], roles: ['accounts'], now });
  for (const [account_number, account_name, root_type, parent_account, is_group] of [
    ['1000', 'Assets', 'asset', null, true],
    ['1100', 'Bank', 'asset', '1000', false],
    ['1200', 'Cash', 'asset', '1000', false],
    ['4000', 'Sales', 'income', null, false],
  ]) {
    await desk.create('account', { account_number, account_name, root_type, parent_account, is_group });
  }
  for (const [index, month] of ['2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05'].entries()) {
    const amount = `${index + 1}0.00`;
    const cash = index % 2 === 0 ? '1100' : '1200';
    const { id } = await desk.create('journal-entry', {
      posting_date: `${month}-10`,
      remark: `Sales of ${month}`,
      lines: [
        { account: cash, debit: amount },
        { account: '4000', credit: amount, remark: 'Counter' },
      ],
    });
    await desk.submit('journal-entry', id);
    if (month === '2026-03') await desk.cancel('journal-entry', id);
  }
});
afterAll(() => desk.close());

async function trialBalance(query = ''): Promise<TrialBalance> {
  return trialBalanceSchema.parse(await (await desk.fetch(`/api/finance/reports/trial-balance${query}`)).json());
}
async function generalLedger(query: string): Promise<GeneralLedger> {
  return generalLedgerSchema.parse(await (await desk.fetch(`/api/finance/reports/general-ledger${query}`)).json());
}
const shape = (report: TrialBalance) =>
  report.rows.map((row) =>
    [row.account, row.opening_debit, row.opening_credit, row.debit, row.credit, row.closing_debit, row.closing_credit].join(' '),
  );

test('shows opening, movement and closing, by default for the year to date', async () => {
  const report = await trialBalance();
  expect(report).toMatchObject({ from: '2026-01-01', to: '2026-06-15' });
  expect(shape(report)).toEqual([
    '1000 30.00 0.00 250.00 50.00 230.00 0.00',
    '1100 10.00 0.00 150.00 50.00 110.00 0.00',
    '1200 20.00 0.00 100.00 0.00 120.00 0.00',
    '4000 0.00 30.00 50.00 250.00 0.00 230.00',
  ]);
  expect(report.totals).toMatchObject({
    opening_debit: '30.00',
    opening_credit: '30.00',
    closing_debit: '230.00',
    closing_credit: '230.00',
  });
});

test('balances the trial balance at every date', async () => {
  for (const to of ['2025-01-01', '2025-11-10', '2025-12-31', '2026-03-09', '2026-03-10', '2027-01-01']) {
    const { totals } = await trialBalance(`?to=${to}`);
    expect(totals.closing_debit, to).toBe(totals.closing_credit);
    expect(totals.debit, to).toBe(totals.credit);
  }
});

test('shows the accounts of a group with a running balance', async () => {
  const report = await generalLedger('?account=1000&from=2026-02-01&to=2026-04-30');
  expect(report).toMatchObject({ account_name: 'Assets', opening: '60.00', closing: '160.00', next_cursor: null });
  expect(report.rows.map((row) => [row.posting_date, row.account, row.debit, row.credit, row.balance, row.is_reversal].join(' '))).toEqual([
    '2026-02-10 1200 40.00 0.00 100.00 false',
    '2026-03-10 1100 50.00 0.00 150.00 false',
    '2026-03-10 1100 0.00 50.00 100.00 true',
    '2026-04-10 1200 60.00 0.00 160.00 false',
  ]);
  expect(report.rows[0]).toMatchObject({ account_name: 'Cash', voucher_doctype: 'journal-entry', remark: 'Sales of 2026-02' });
});

test('shows the same ledger in pages as at once', async () => {
  const whole = await generalLedger('?account=4000&from=2025-01-01');
  expect(whole.rows).toHaveLength(8);
  expect(whole.rows.at(-1)?.balance).toBe(whole.closing);
  const rows = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: GeneralLedger = await generalLedger(`?account=4000&from=2025-01-01&limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
    expect(page).toMatchObject({ opening: '0.00', closing: whole.closing });
    rows.push(...page.rows);
    cursor = page.next_cursor;
  }
  expect(rows).toEqual(whole.rows);
});

test.each([
  ['trial-balance?from=2026-02-30', 'bad-query', 'from'],
  ['trial-balance?from=2026-06-02&to=2026-06-01', 'bad-query', 'from'],
  ['trial-balance?account=1000', 'bad-query', 'account'],
  ['general-ledger', 'bad-query', 'account'],
  ['general-ledger?account=1000&limit=0', 'bad-query', 'limit'],
  ['general-ledger?account=1000&limit=201', 'bad-query', 'limit'],
  ['general-ledger?account=1000&cursor=WyJhIl0', 'bad-query', 'cursor'],
  ['general-ledger?account=none', 'not-found', 'account'],
])('refuses %s as %s of %s', async (path, code, field) => {
  const answer = await desk.fetch(`/api/finance/reports/${path}`);
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ code, field });
});

test('shows all that one voucher posted, with its reversal', async () => {
  const [cancelled] = (await desk.list('journal-entry', 'status=cancelled')).items;
  const answer = await desk.fetch(`/api/finance/reports/voucher-postings?doctype=journal-entry&id=${cancelled?.id}`);
  const row = (account: string, debit: string, credit: string, is_reversal: boolean) => ({ account, debit, credit, is_reversal });
  expect(voucherPostingsSchema.parse(await answer.json()).rows).toMatchObject([
    row('1100', '50.00', '0.00', false),
    { ...row('4000', '0.00', '50.00', false), account_name: 'Sales', remark: 'Sales of 2026-03: Counter' },
    row('1100', '0.00', '50.00', true),
    row('4000', '50.00', '0.00', true),
  ]);
  const other = await desk.fetch('/api/finance/reports/voucher-postings?doctype=stock-entry&id=JE-00001');
  expect(await other.json()).toEqual({ doctype: 'stock-entry', id: 'JE-00001', rows: [] });
});
