import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openStockDesk, type StockDesk } from '../testing/stock-desk.ts';

let desk: StockDesk;

beforeAll(async () => {
  desk = await openStockDesk(() => new Date('2026-05-20T12:00:00Z'));
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.reset();
  await desk.post('receipt', [['BOLT', '10', '1.00']]);
});

test.each([
  'update wms.stock_ledger_entry set qty_change = 1',
  'delete from wms.stock_ledger_entry',
  'truncate wms.stock_ledger_entry',
  `delete from wms.warehouse where id = 'MAIN'`,
  `update wms.stock_balance set qty = 0 where item = 'BOLT'`,
])('refuses in the database: %s', async (statement) => {
  await expect(sql.raw(statement).execute(desk.db)).rejects.toThrow(/append-only|violates/);
  expect(await desk.balances()).toEqual(['BOLT MAIN 10 10.00']);
});

const movement = {
  item: 'BOLT',
  warehouse: 'MAIN',
  posting_date: '2026-05-20',
  voucher_doctype: 'stock-entry',
  voucher_id: 'SE-X',
  is_reversal: false,
  seq: 1,
};
const written = { written_at: new Date('2026-05-20T12:00:00Z'), written_by: 'test' };
const moves = { qty_change: '-1', value_change: '-1', qty_after: '9', value_after: '9' };

test.each<[string, object, RegExp | null]>([
  ['one that continues', {}, null],
  ['one that does not follow from the quantity before', { qty_after: '8' }, /does not continue/],
  ['one that does not follow from the value before', { value_after: '10' }, /does not continue/],
  ['one of the day before', { posting_date: '2026-05-19' }, /does not continue/],
])('refuses a movement written past the application: %s', async (_words, changes, refusal) => {
  const insert = desk.db
    .insertInto('wms.stock_ledger_entry')
    .values({ ...movement, ...moves, ...written, ...changes })
    .execute();
  await (refusal ? expect(insert).rejects.toThrow(refusal) : expect(insert).resolves.toHaveLength(1));
});

test('posts and reverses a voucher once', async () => {
  const { voucher_id } = await desk.db.selectFrom('wms.stock_ledger_entry').select('voucher_id').executeTakeFirstOrThrow();
  const again = desk.db
    .insertInto('wms.stock_ledger_entry')
    .values({ ...movement, ...moves, ...written, voucher_id })
    .execute();
  await expect(again).rejects.toThrow(/unique/);
});
