import type { DocumentValues } from '@business-m/doctype';
import { openTestDesk, type TestDesk } from '@business-m/doctype/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createFinance } from './index.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openTestDesk({ domains: (db) => [createFinance({ db })], roles: ['accounts'] });
});
afterAll(() => desk.close());

beforeEach(async () => {
  await desk.empty();
  await account('1000', 'Assets', { is_group: true, root_type: 'asset' });
  await account('1100', 'Bank', { parent_account: '1000', root_type: 'asset' });
  await account('1200', 'Cash', { parent_account: '1000', root_type: 'asset' });
  await account('3000', 'Capital', { root_type: 'equity' });
});

const account = (account_number: string, account_name: string, values: object) =>
  desk.create('account', { account_number, account_name, ...values });
const line = (number: string, debit: string | null, credit: string | null) => ({ account: number, debit, credit });
const entry = (amount = '100.00', values: object = {}) => ({
  posting_date: '2026-03-01',
  remark: 'Paid in',
  lines: [line('1100', amount, null), line('3000', null, amount)],
  ...values,
});
const posted = async (values: object): Promise<DocumentValues> =>
  desk.submit('journal-entry', (await desk.create('journal-entry', values)).id);
const ledger = () =>
  desk.db
    .selectFrom('finance.general_ledger_entry')
    .select(['account', 'debit', 'credit', 'is_reversal', 'posting_date', 'remark'])
    .orderBy('id')
    .execute();

test('posts a submitted entry to the ledger with its totals', async () => {
  const draft = await desk.create('journal-entry', entry());
  expect(draft).toMatchObject({ status: 'draft', total_debit: '100.00', total_credit: '100.00' });
  expect(await ledger()).toEqual([]);
  await desk.submit('journal-entry', draft.id);
  expect(await ledger()).toEqual([
    { account: '1100', debit: '100.00', credit: '0.00', is_reversal: false, posting_date: '2026-03-01', remark: 'Paid in' },
    { account: '3000', debit: '0.00', credit: '100.00', is_reversal: false, posting_date: '2026-03-01', remark: 'Paid in' },
  ]);
});

test('appends a mirror entry on cancellation and changes no posting', async () => {
  const { id } = await posted(entry());
  const before = await ledger();
  await desk.cancel('journal-entry', id);
  const after = await ledger();
  expect(after.slice(0, 2)).toEqual(before);
  expect(after.slice(2)).toMatchObject([
    { account: '1100', debit: '0.00', credit: '100.00', is_reversal: true, posting_date: '2026-03-01' },
    { account: '3000', debit: '100.00', credit: '0.00', is_reversal: true },
  ]);
  await expect(desk.cancel('journal-entry', id)).rejects.toMatchObject({ code: 'wrong-status' });
});

test('refuses to cancel an entry whose account was disabled since', async () => {
  const { id } = await posted(entry());
  await desk.save('account', '1100', { disabled: true });
  await expect(desk.cancel('journal-entry', id)).rejects.toMatchObject({
    code: 'account-disabled',
    field: 'lines.1.account',
    message: '1100 is disabled: it takes no postings, reversals included. Enable it in the chart of accounts first.',
  });
  expect(await desk.get('journal-entry', id)).toMatchObject({ status: 'submitted' });
  expect(await ledger()).toHaveLength(2);
  await desk.save('account', '1100', { disabled: false });
  await desk.cancel('journal-entry', id);
  expect(await ledger()).toHaveLength(4);
});

test('posts an amended entry separately', async () => {
  const { id } = await posted(entry());
  await desk.cancel('journal-entry', id);
  const draft = await desk.amend('journal-entry', id);
  await desk.submit('journal-entry', draft.id);
  expect(await ledger()).toHaveLength(6);
});

test('refuses an entry that is a cent out of balance', async () => {
  const lines = [line('1100', '100.00', null), line('3000', null, '100.01')];
  await expect(desk.create('journal-entry', entry('1', { lines }))).rejects.toMatchObject({
    code: 'unbalanced',
    field: 'lines',
    message: 'Debits are 100.00 and credits 100.01: they differ by 0.01.',
  });
  expect(await desk.list('journal-entry')).toMatchObject({ total: 0 });
});

test.each([
  ['both sides', line('1100', '5.00', '5.00'), 'lines.1.credit', 'one-side'],
  ['a group', line('1000', '5.00', null), 'lines.1.account', 'account-is-group'],
  ['an account that is not there', line('9999', '5.00', null), 'lines.1.account', 'unknown-link'],
  ['a negative debit', line('1100', '-5.00', null), 'lines.1.debit', 'too-small'],
])('refuses a line with %s on its field', async (_words, first, field, code) => {
  const refused = desk.create('journal-entry', entry('1', { lines: [first, line('3000', null, '5.00')] }));
  await expect(refused).rejects.toMatchObject({ errors: expect.arrayContaining([expect.objectContaining({ field, code })]) });
});

test('keeps half an entry as a draft, and posts it only when it is whole', async () => {
  const { id } = await desk.create('journal-entry', { posting_date: null, lines: [line('1100', '5.00', null), { remark: 'whose?' }] });
  expect(await desk.get('journal-entry', id)).toMatchObject({ posting_date: null, total_debit: '5.00', total_credit: '0.00' });
  await expect(desk.submit('journal-entry', id)).rejects.toMatchObject({
    errors: [
      { field: 'posting_date', code: 'required' },
      { field: 'lines.2.account', code: 'required' },
    ],
  });
  await desk.save('journal-entry', id, { posting_date: '2026-03-01', lines: [line('1100', '5.00', null), line('3000', null, null)] });
  await expect(desk.submit('journal-entry', id)).rejects.toMatchObject({ code: 'one-side', field: 'lines.2.debit' });
  expect(await ledger()).toEqual([]);
  await expect(desk.save('journal-entry', id, { lines: [line('1100', '5.00', null), line('3000', null, '4.00')] })).rejects.toMatchObject({
    code: 'unbalanced',
  });
  await desk.save('journal-entry', id, { lines: [line('1100', '5.00', null), line('3000', null, '5.00')] });
  await desk.submit('journal-entry', id);
  expect(await ledger()).toHaveLength(2);
});

test('refuses a posting to an account disabled after the draft was saved', async () => {
  const draft = await desk.create('journal-entry', entry());
  await desk.save('account', '1100', { disabled: true });
  await expect(desk.submit('journal-entry', draft.id)).rejects.toMatchObject({
    code: 'account-disabled',
    field: 'lines.1.account',
  });
  expect(await ledger()).toEqual([]);
  expect(await desk.get('journal-entry', draft.id)).toMatchObject({ status: 'draft' });
});

test('requires a parent group of the same root type and without a loop', async () => {
  const group = (account_number: string, parent_account: string) =>
    account(account_number, 'Group', { parent_account, is_group: true, root_type: 'asset' });
  await group('1500', '1000');
  await group('1510', '1500');
  await expect(account('1900', 'X', { parent_account: '1100', root_type: 'asset' })).rejects.toMatchObject({
    field: 'parent_account',
    code: 'not-a-group',
  });
  await expect(account('1900', 'X', { parent_account: '1000', root_type: 'expense' })).rejects.toMatchObject({
    field: 'root_type',
    code: 'other-root-type',
  });
  await expect(desk.save('account', '1500', { parent_account: '1510' })).rejects.toMatchObject({ field: 'parent_account', code: 'loop' });
  await expect(desk.save('account', '1500', { parent_account: '1500' })).rejects.toMatchObject({ field: 'parent_account', code: 'loop' });
  await expect(desk.save('account', '1500', { is_group: false })).rejects.toMatchObject({ field: 'is_group', code: 'has-children' });
  await expect(desk.save('account', '1000', { root_type: 'equity' })).rejects.toMatchObject({ field: 'root_type', code: 'has-children' });
});

test('allows one account per purpose', async () => {
  await account('1300', 'Stock', { parent_account: '1000', root_type: 'asset', purpose: 'inventory' });
  await expect(account('1310', 'More', { parent_account: '1000', root_type: 'asset', purpose: 'inventory' })).rejects.toMatchObject({
    field: 'purpose',
    code: 'purpose-taken',
  });
  await expect(desk.save('account', '1300', { disabled: true })).rejects.toMatchObject({ field: 'disabled', code: 'serves-purpose' });
  await desk.save('account', '1300', { purpose: null });
  await account('1310', 'More', { parent_account: '1000', root_type: 'asset', purpose: 'inventory' });
});

test('deletes no account that serves a purpose', async () => {
  await account('1300', 'Stock', { parent_account: '1000', root_type: 'asset', purpose: 'inventory' });
  await expect(desk.remove('account', '1300')).rejects.toMatchObject({ code: 'serves-purpose' });
  await desk.save('account', '1300', { purpose: null });
  await desk.remove('account', '1300');
});

test('disables a group after what is below it, and enables it before', async () => {
  await expect(desk.save('account', '1000', { disabled: true })).rejects.toMatchObject({
    field: 'disabled',
    code: 'has-children',
    message: '1100 Bank below this group takes postings. Disable it first.',
  });
  for (const id of ['1100', '1200', '1000']) await desk.save('account', id, { disabled: true });
  await expect(desk.save('account', '1100', { disabled: false })).rejects.toMatchObject({ field: 'disabled', code: 'account-disabled' });
  await expect(account('1400', 'Late', { parent_account: '1000', root_type: 'asset' })).rejects.toMatchObject({
    field: 'parent_account',
    code: 'account-disabled',
    message: 'The group 1000 Assets is disabled, and nothing below it takes postings.',
  });
  await desk.save('account', '1100', { account_name: 'Bank, closed' });
  await desk.save('account', '1000', { disabled: false });
  await desk.save('account', '1100', { disabled: false });
});

test('refuses manual postings to the inventory account, which starts empty', async () => {
  await account('1300', 'Stock', { parent_account: '1000', root_type: 'asset', purpose: 'inventory' });
  const lines = [line('1300', '5.00', null), line('3000', null, '5.00')];
  await expect(desk.create('journal-entry', entry('1', { lines }))).rejects.toMatchObject({
    field: 'lines.1.account',
    code: 'inventory-account',
  });
  await desk.save('account', '1300', { purpose: 'cost_of_goods' });
  await posted(entry('1', { lines }));
  await expect(desk.save('account', '1300', { purpose: 'inventory' })).rejects.toMatchObject({ field: 'purpose', code: 'has-entries' });
  await desk.save('account', '1300', { purpose: null });
});

test('lists the remark of a line with the entry’s', async () => {
  await posted(entry('1', { lines: [{ ...line('1100', '1.00', null), remark: 'Founder' }, line('3000', null, '1.00')] }));
  expect((await ledger()).map(({ remark }) => remark)).toEqual(['Paid in: Founder', 'Paid in']);
});

test('keeps an account with postings as a leaf', async () => {
  await posted(entry());
  await expect(desk.save('account', '1100', { is_group: true })).rejects.toMatchObject({ field: 'is_group', code: 'has-entries' });
  await expect(desk.remove('account', '1100')).rejects.toMatchObject({ code: 'in-use' });
  await expect(desk.remove('account', '1000')).rejects.toMatchObject({ code: 'in-use' });
  await desk.remove('account', '1200');
});

test('keeps the root type of an account with postings, so that past reports stay', async () => {
  const change = { root_type: 'liability' };
  await desk.save('account', '3000', change);
  await desk.save('account', '3000', { root_type: 'equity' });
  await posted(entry());
  await expect(desk.save('account', '3000', change)).rejects.toMatchObject({ field: 'root_type', code: 'has-entries' });
  await desk.save('account', '3000', { account_name: 'Capital of the founders' });
});

test('refuses callers without the role accounts', async () => {
  await expect(desk.list('account', '', { roles: ['stock'] })).rejects.toMatchObject({ code: 'forbidden' });
  const answer = await desk.fetch('/api/finance/reports/trial-balance', { roles: ['stock'] });
  expect(await answer.json()).toMatchObject({ code: 'forbidden' });
});

test('reports a number in use as a duplicate before other errors', async () => {
  await posted(entry());
  for (const values of [{ root_type: 'asset' }, { root_type: 'liability', is_group: true }]) {
    await expect(account('1000', 'Again', values)).rejects.toMatchObject({ code: 'duplicate', field: 'account_number' });
    await expect(account('1100', 'Again', values)).rejects.toMatchObject({ code: 'duplicate', field: 'account_number' });
  }
});
