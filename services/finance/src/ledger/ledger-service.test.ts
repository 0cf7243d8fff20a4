import { openTestDesk, type TestDesk } from '@business-m/doctype/testing';
import type { LedgerProtocol, PostRequest } from '@business-m/protocols';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createFinance } from '../index.ts';

let desk: TestDesk;
let ledger: LedgerProtocol;

beforeAll(async () => {
  desk = await openTestDesk({
    domains: (db) => {
      const finance = createFinance({ db });
      ledger = finance.ledger;
      return [finance];
    },
    roles: ['accounts'],
  });
});
afterAll(() => desk.close());

beforeEach(async () => {
  await desk.empty();
  await desk.create('account', { account_number: '1310', account_name: 'Stock', root_type: 'asset', purpose: 'inventory' });
  await desk.create('account', {
    account_number: '2120',
    account_name: 'Goods received',
    root_type: 'liability',
    purpose: 'goods_received',
  });
});

const request = (id: string, amount = '12.50', changes: Partial<PostRequest> = {}): PostRequest => ({
  voucher: { doctype: 'stock-entry', id },
  posting_date: '2026-03-01',
  lines: [
    { purpose: 'inventory', debit: amount, credit: '0.00' },
    { purpose: 'goods_received', debit: '0.00', credit: amount },
  ],
  ...changes,
});
const entries = () =>
  desk.db.selectFrom('finance.general_ledger_entry').select(['account', 'debit', 'credit', 'is_reversal']).orderBy('id').execute();

test('posts to the account that serves the purpose', async () => {
  expect(await ledger.post(request('SE-1'), desk.call())).toEqual({
    voucher: { doctype: 'stock-entry', id: 'SE-1' },
    entries: 2,
    posted_at: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  expect(await entries()).toEqual([
    { account: '1310', debit: '12.50', credit: '0.00', is_reversal: false },
    { account: '2120', debit: '0.00', credit: '12.50', is_reversal: false },
  ]);
});

test('posts a voucher with equal figures once, in any spelling', async () => {
  const answers = await Promise.all(['12.50', '12.5', '12.50', '12.50'].map((amount) => ledger.post(request('SE-1', amount), desk.call())));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await entries()).toHaveLength(2);
});

test('answers a repeated posting without an account for its purpose', async () => {
  const first = await ledger.post(request('SE-1'), desk.call());
  await desk.save('account', '2120', { purpose: null });
  expect(await ledger.post(request('SE-1'), desk.call())).toEqual(first);
});

test.each<[string, Partial<PostRequest>]>([
  ['another amount', request('SE-1', '12.51')],
  ['another date', { posting_date: '2026-03-02' }],
  ['no lines', { lines: [] }],
])('refuses the same voucher with %s', async (_words, changes) => {
  await ledger.post(request('SE-1'), desk.call());
  await expect(ledger.post({ ...request('SE-1'), ...changes }, desk.call())).rejects.toMatchObject({ code: 'already-posted' });
  expect(await entries()).toHaveLength(2);
});

test.each<[string, Partial<PostRequest>, string]>([
  ['unbalanced', { lines: [{ purpose: 'inventory', debit: '1.00', credit: '0' }] }, 'unbalanced'],
  [
    'for a purpose without an account',
    {
      lines: [
        { purpose: 'cost_of_goods', debit: '1', credit: '0' },
        { purpose: 'inventory', debit: '0', credit: '1' },
      ],
    },
    'unknown-account',
  ],
  ['with a line of two sides', { lines: [{ purpose: 'inventory', debit: '1', credit: '1' }] }, 'invalid'],
  ['with an amount that is none', { lines: [{ purpose: 'inventory', debit: '1.001', credit: '0' }] }, 'invalid'],
])('refuses a posting %s as a whole', async (_words, changes, code) => {
  await expect(ledger.post({ ...request('SE-1'), ...changes }, desk.call())).rejects.toMatchObject({ code });
  expect(await desk.db.selectFrom('finance.ledger_posting').select('id').execute()).toEqual([]);
});

test('records a voucher of zero value without postings', async () => {
  expect(await ledger.post(request('SE-1', '0', { lines: [] }), desk.call())).toMatchObject({ entries: 0 });
  expect(await ledger.reverse({ voucher: { doctype: 'stock-entry', id: 'SE-1' }, posting_date: '2026-03-05' }, desk.call())).toMatchObject({
    entries: 0,
  });
  expect(await entries()).toEqual([]);
});

test('reverses a voucher once', async () => {
  const reversal = { voucher: { doctype: 'stock-entry', id: 'SE-1' }, posting_date: '2026-03-05' };
  await expect(ledger.reverse(reversal, desk.call())).rejects.toMatchObject({ code: 'not-posted' });
  await ledger.post(request('SE-1'), desk.call());
  const first = await ledger.reverse(reversal, desk.call());
  expect(await ledger.reverse(reversal, desk.call())).toEqual(first);
  await expect(ledger.reverse({ ...reversal, posting_date: '2026-03-06' }, desk.call())).rejects.toMatchObject({ code: 'already-posted' });
  expect((await entries()).slice(2)).toEqual([
    { account: '1310', debit: '0.00', credit: '12.50', is_reversal: true },
    { account: '2120', debit: '12.50', credit: '0.00', is_reversal: true },
  ]);
});

test.each([
  `update finance.general_ledger_entry set debit = 1`,
  `delete from finance.general_ledger_entry`,
  `truncate finance.general_ledger_entry`,
  `update finance.ledger_posting set posting_date = '2020-01-01'`,
  `delete from finance.ledger_posting`,
  `delete from finance.account where id = '1310'`,
])('refuses in the database: %s', async (statement) => {
  await ledger.post(request('SE-1'), desk.call());
  await expect(sql.raw(statement).execute(desk.db)).rejects.toThrow(/append-only|violates foreign key/);
  expect(await entries()).toHaveLength(2);
});

test('refuses an unbalanced or later extended posting in the database', async () => {
  await ledger.post(request('SE-1'), desk.call());
  const posting = await desk.db.selectFrom('finance.ledger_posting').select('id').executeTakeFirstOrThrow();
  const line = (account: string, debit: string, credit: string) => ({
    posting_id: posting.id,
    posting_date: '2026-03-01',
    voucher_doctype: 'stock-entry',
    voucher_id: 'SE-1',
    is_reversal: false,
    account,
    debit,
    credit,
  });
  const insert = (lines: object[]) => desk.db.insertInto('finance.general_ledger_entry').values(lines).execute();
  await expect(insert([line('1310', '5', '0')])).rejects.toThrow('out of balance');
  await expect(insert([line('1310', '5', '0'), line('2120', '0', '5')])).rejects.toThrow('announced 2 entries and has 4');
  await expect(insert([line('1310', '5', '5')])).rejects.toThrow('one_side');
});

test('reverses nothing on an account that was disabled since, and goes on when it is enabled', async () => {
  await ledger.post(request('SE-1'), desk.call());
  await desk.save('account', '2120', { purpose: null });
  await desk.save('account', '2120', { disabled: true });
  const reversal = { voucher: { doctype: 'stock-entry', id: 'SE-1' }, posting_date: '2026-03-02' };
  await expect(ledger.reverse(reversal, desk.call())).rejects.toMatchObject({
    code: 'account-disabled',
    message: expect.stringContaining('2120 is disabled: it takes no postings, reversals included.'),
  });
  expect(await entries()).toHaveLength(2);
  await desk.save('account', '2120', { disabled: false });
  const first = await ledger.reverse(reversal, desk.call());
  await desk.save('account', '2120', { disabled: true });
  expect(await ledger.reverse(reversal, desk.call())).toEqual(first);
  expect(await entries()).toHaveLength(4);
});
