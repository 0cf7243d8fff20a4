import { Pool, type PoolClient } from 'pg';
import { findAccounts, inTransaction, writePosting } from './bare-posting.ts';
import { POSTING_DATE, postingOf } from './domains.ts';
import { POOL_MAX } from './postgres.ts';
import { receiptOf } from './warehouse.ts';

const USER = 'bench@example.com';
const ENTRY = {
  name: 'entry',
  text: `insert into wms.stock_entry (id, status, revision, created_at, created_by, modified_at, modified_by, purpose, posting_date, to_warehouse,
      remark, total_value, posting_status)
    values ($1, 'submitted', 3, $2, $3, $2, $3, 'receipt', $4, 'MAIN', $5, $6, 'posted')`,
};
const LINES = {
  name: 'entry-lines',
  text: `insert into wms.stock_entry_lines (parent, idx, item, qty, rate, amount)
    values ($1, 1, $2, $4, $5, $6), ($1, 2, $3, $4, $5, $6)`,
};
const BALANCES = {
  name: 'balances',
  text: `insert into wms.stock_balance as held (item, warehouse, qty, value, rate, latest_posting_date)
    values ($1, 'MAIN', $3, $4, $5, $6), ($2, 'MAIN', $3, $4, $5, $6)
    on conflict (item, warehouse) do update set qty = held.qty + excluded.qty, value = held.value + excluded.value,
      rate = round((held.value + excluded.value) / (held.qty + excluded.qty), 9)
    returning item, qty, value`,
};
const MOVEMENTS = {
  name: 'movements',
  text: `insert into wms.stock_ledger_entry (posting_date, voucher_doctype, voucher_id, is_reversal, seq, item, warehouse, qty_change, value_change,
      qty_after, value_after, written_at, written_by)
    values ($1, 'stock-entry', $2, false, 1, $3, 'MAIN', $4, $5, $6, $7, $8, $9), ($1, 'stock-entry', $2, false, 2, $10, 'MAIN', $4, $5, $11, $12, $8, $9)`,
};
const MESSAGE = {
  name: 'message',
  text: `insert into wms.doctype_outbox (topic, key, payload, sender, state, attempts, created_at, next_attempt_at, settled_at)
    values ('ledger.post', $1, $2, $3, 'delivered', 1, $4, $4, $4)`,
};
const SENDER = JSON.stringify({ user: USER, roles: ['accounts', 'stock'], trace: 'bench', tenant: 'bench' });

/** The limit of a voucher: writes every row that a posted receipt leaves in one transaction, and checks and looks up nothing. */
export function openBareVouchers(url: string) {
  const pool = new Pool({ connectionString: url, max: POOL_MAX });
  const accounts = findAccounts(pool);
  return {
    receive: async (index: number) =>
      inTransaction(pool, async (client) => {
        await writeVoucher(client, index);
        await writePosting(client, index, await accounts);
      }),
    close: () => pool.end(),
  };
}

async function writeVoucher(client: PoolClient, index: number): Promise<void> {
  const { remark, lines } = receiptOf(index);
  // In one order, as the warehouse does: two vouchers never wait for each other.
  const [first, second] = lines.toSorted((left, right) => (left.item < right.item ? -1 : 1));
  if (!first || !second) throw new Error('a receipt has two lines');
  const id = `BENCH-${index}`;
  const now = new Date();
  const amount = (Number(first.qty) * Number(first.rate)).toFixed(2);
  await client.query({ ...ENTRY, values: [id, now, USER, POSTING_DATE, remark, (Number(amount) * 2).toFixed(2)] });
  await client.query({ ...LINES, values: [id, first.item, second.item, first.qty, first.rate, amount] });
  const values = [first.item, second.item, first.qty, amount, first.rate, POSTING_DATE];
  const { rows } = await client.query<{ qty: string; value: string }>({ ...BALANCES, values });
  const [one, two] = rows;
  const moved = [POSTING_DATE, id, first.item, first.qty, amount, one?.qty, one?.value, now, USER, second.item, two?.qty, two?.value];
  await client.query({ ...MOVEMENTS, values: moved });
  await client.query({ ...MESSAGE, values: [id, JSON.stringify(postingOf(index)), SENDER, now] });
}
