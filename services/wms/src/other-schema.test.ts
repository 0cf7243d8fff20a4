import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStockDesk, type StockDesk } from './testing/stock-desk.ts';

let desk: StockDesk;
beforeAll(async () => {
  desk = await openStockDesk(() => new Date('2026-03-10T08:00:00Z'), { schema: 'stock_of_2026' });
});
afterAll(() => desk.close());

test('keeps wms in a schema of any name, and nowhere else', async () => {
  await desk.reset();
  await desk.post('receipt', [['BOLT', '10', '2.00']]);
  const { id } = await desk.post('issue', [['BOLT', '4']]);
  await desk.drain();
  await desk.cancel('stock-entry', id);
  await desk.drain();
  expect(await desk.get('stock-entry', id)).toMatchObject({ status: 'cancelled', posting_status: 'reversed' });
  expect(await desk.balances()).toEqual(['BOLT MAIN 10 20.00']);
  for (const report of ['stock-balance', 'stock-ledger']) {
    const answer = await desk.fetch(`/api/wms/reports/${report}`);
    expect(answer.status).toBe(200);
    expect(((await answer.json()) as { rows: unknown[] }).rows.length).toBeGreaterThan(0);
  }
  await expect(sql`delete from stock_of_2026.stock_ledger_entry`.execute(desk.db)).rejects.toThrow('append-only');
  expect((await sql`select 1 from pg_namespace where nspname = 'wms'`.execute(desk.db)).rows).toEqual([]);
});
