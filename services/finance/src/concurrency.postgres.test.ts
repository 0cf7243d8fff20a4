import { openTestDesk, sessionsWait, type TestDesk } from '@business-m/doctype/testing';
import type { LedgerProtocol, PostRequest } from '@business-m/protocols';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createFinance } from './index.ts';

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

const account = (account_number: string, values: object = {}) =>
  desk.create('account', { account_number, account_name: account_number, root_type: 'asset', ...values });
beforeEach(async () => {
  await desk.empty();
  await account('1310', { purpose: 'inventory' });
  await account('2120', { purpose: 'goods_received' });
});

const request = (id: string, amount = '12.50'): PostRequest => ({
  voucher: { doctype: 'stock-entry', id },
  posting_date: '2026-03-01',
  lines: [
    { purpose: 'inventory', debit: amount, credit: '0.00' },
    { purpose: 'goods_received', debit: '0.00', credit: amount },
  ],
});
const times = <T>(count: number, work: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => work(index));
const entries = () => desk.db.selectFrom('finance.general_ledger_entry').select(['account', 'voucher_id']).execute();
const codeOf = (outcome: PromiseSettledResult<unknown>) => {
  if (outcome.status === 'fulfilled') return 'ok';
  if (outcome.reason?.name !== 'Refusal') throw outcome.reason;
  return outcome.reason.code as string;
};

test('posts a voucher once although many post it, and answers all the same', async () => {
  const answers = await Promise.all(times(20, () => ledger.post(request('SE-1'), desk.call())));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await entries()).toHaveLength(2);
});

test('posts one of several figures for the same voucher', async () => {
  const outcomes = await Promise.allSettled(times(10, (index) => ledger.post(request('SE-1', `${index + 1}.00`), desk.call())));
  expect(outcomes.map(codeOf).toSorted()).toEqual([...times(9, () => 'already-posted'), 'ok']);
  expect(await entries()).toHaveLength(2);
});

test('reverses a voucher once although many reverse it', async () => {
  await ledger.post(request('SE-1'), desk.call());
  const reversal = { voucher: { doctype: 'stock-entry', id: 'SE-1' }, posting_date: '2026-03-05' };
  const answers = await Promise.all(times(10, () => ledger.reverse(reversal, desk.call())));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await entries()).toHaveLength(4);
});

test('allows an account to be a group or to have postings, not both', async () => {
  for (let round = 0; round < 15; round += 1) {
    const [posted, grouped] = await Promise.allSettled([
      ledger.post(request(`SE-${round}`), desk.call()),
      desk.save('account', '2120', { is_group: true, purpose: null }),
    ]);
    const own = (await entries()).filter((entry) => entry.account === '2120');
    const stored = await desk.get('account', '2120');
    expect([codeOf(posted), codeOf(grouped)]).toSatisfy(
      ([post, group]) => (post === 'ok' && group === 'has-entries') || (post === 'unknown-account' && group === 'ok'),
    );
    expect(stored.is_group && own.length > 0).toBe(false);
    await desk.empty();
    await account('1310', { purpose: 'inventory' });
    await account('2120', { purpose: 'goods_received' });
  }
});

/** Holds up whoever posts the voucher, at the point where its accounts have been looked at already. */
async function holdVoucher(doctype: string, id: string) {
  const holder = await desk.db.startTransaction().execute();
  const posting = { posting_date: '2026-03-01', arguments_hash: '', entries: 0, posted_at: new Date(), posted_by: 'test' };
  await holder
    .insertInto('finance.ledger_posting')
    .values({ voucher_doctype: doctype, voucher_id: id, is_reversal: false, ...posting })
    .execute();
  return () => holder.rollback().execute();
}

test('serialises disabling an account with journal entries that reach it', async () => {
  await account('1100');
  await account('1200');
  const lines = [
    { account: '1100', debit: '5', credit: null },
    { account: '1200', debit: null, credit: '5' },
  ];
  const [first, late] = await Promise.all(times(2, () => desk.create('journal-entry', { posting_date: '2026-03-01', lines })));
  const release = await holdVoucher('journal-entry', first?.id ?? '');
  const submitted = desk.submit('journal-entry', first?.id ?? '');
  expect(await sessionsWait(desk.db, 1, submitted)).toBe(true);
  const disabled = desk.save('account', '1200', { disabled: true });
  expect(await sessionsWait(desk.db, 2, disabled)).toBe(true);
  await release();
  await Promise.all([submitted, disabled]);
  await expect(desk.submit('journal-entry', late?.id ?? '')).rejects.toMatchObject({ code: 'account-disabled' });
  expect(await entries()).toHaveLength(2);
});

test('serialises removing a purpose with vouchers that use it', async () => {
  const release = await holdVoucher('stock-entry', 'SE-1');
  const posted = ledger.post(request('SE-1'), desk.call());
  expect(await sessionsWait(desk.db, 1, posted)).toBe(true);
  const taken = desk.save('account', '2120', { purpose: null, disabled: true });
  expect(await sessionsWait(desk.db, 2, taken)).toBe(true);
  await release();
  await Promise.all([posted, taken]);
  await expect(ledger.post(request('SE-2'), desk.call())).rejects.toMatchObject({ code: 'unknown-account' });
  expect(await entries()).toHaveLength(2);
});

test('refuses concurrent moves that together make a loop', async () => {
  for (let round = 0; round < 10; round += 1) {
    await account(`A${round}`, { is_group: true });
    await account(`B${round}`, { is_group: true });
    const outcomes = await Promise.allSettled([
      desk.save('account', `A${round}`, { parent_account: `B${round}` }),
      desk.save('account', `B${round}`, { parent_account: `A${round}` }),
    ]);
    expect(outcomes.map(codeOf).toSorted()).toEqual(['loop', 'ok']);
  }
});

test('gives a purpose to one account among concurrent requests', async () => {
  const outcomes = await Promise.allSettled(times(8, (index) => account(`9${index}`, { purpose: 'cost_of_goods' })));
  expect(outcomes.map(codeOf).toSorted()).toEqual(['ok', ...times(7, () => 'purpose-taken')]);
});

test('allows an account to be deleted or posted to, not both', async () => {
  for (let round = 0; round < 10; round += 1) {
    await account('7000');
    await account('7100');
    const { id } = await desk.create('journal-entry', {
      posting_date: '2026-03-01',
      lines: [
        { account: '7000', debit: '5', credit: null },
        { account: '7100', debit: null, credit: '5' },
      ],
    });
    await desk.remove('journal-entry', id);
    const [created, removed] = await Promise.allSettled([
      desk.create('journal-entry', {
        posting_date: '2026-03-01',
        lines: [
          { account: '7000', debit: '5', credit: null },
          { account: '7100', debit: null, credit: '5' },
        ],
      }),
      desk.remove('account', '7000'),
    ]);
    expect([codeOf(created), codeOf(removed)].toSorted()).toSatisfy(
      ([a, b]) => (a === 'in-use' && b === 'ok') || (a === 'ok' && b === 'unknown-link') || (a === 'ok' && b === 'unknown-account'),
    );
    await desk.empty();
  }
});
