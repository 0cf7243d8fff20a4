import { Pool, type PoolClient } from 'pg';
import { POSTING_DATE, postingOf } from './domains.ts';
import { POOL_MAX } from './postgres.ts';

const HEAD = {
  name: 'posting',
  text: `insert into finance.ledger_posting
    (voucher_doctype, voucher_id, is_reversal, posting_date, arguments_hash, entries, posted_at, posted_by)
    values ($1, $2, false, $3, $4, 2, $5, $6) returning id`,
};
const LINES = {
  name: 'lines',
  text: `insert into finance.general_ledger_entry
    (posting_id, posting_date, voucher_doctype, voucher_id, is_reversal, account, debit, credit, remark)
    values ($1, $2, $3, $4, false, $5, $6, 0, $9), ($1, $2, $3, $4, false, $7, 0, $8, $9)`,
};
const AT_ONCE = {
  name: 'posting-at-once',
  text: `with posting as (
      insert into finance.ledger_posting (voucher_doctype, voucher_id, is_reversal, posting_date, arguments_hash, entries, posted_at, posted_by)
      values ($1, $2, false, $3, $4, 2, $5, $6) returning id
    )
    insert into finance.general_ledger_entry
      (posting_id, posting_date, voucher_doctype, voucher_id, is_reversal, account, debit, credit, remark)
    select id, $3::date, $1, $2, false, account, debit, credit, $10
      from posting, (values ($7, $8::numeric, 0), ($9, 0, $8::numeric)) as line (account, debit, credit)`,
};
/** As long as the one the ledger writes. */
const HASH = 'f'.repeat(64);

/** Accounts by their purpose, looked up once. */
type PostingAccounts = Awaited<ReturnType<typeof findAccounts>>;

/** The limit: writes a posting's rows in one transaction and checks nothing; as statements (`post`), or as one (`postAtOnce`). */
export function openBarePostings(url: string) {
  const pool = new Pool({ connectionString: url, max: POOL_MAX });
  const accounts = findAccounts(pool);
  return {
    post: async (index: number) => inTransaction(pool, async (client) => writePosting(client, index, await accounts)),
    postAtOnce: async (index: number) => {
      const { inventory, goodsReceived } = await accounts;
      const { voucher, lines } = postingOf(index);
      const head = [voucher.doctype, voucher.id, POSTING_DATE, HASH, new Date(), 'bench@example.com'];
      await pool.query({ ...AT_ONCE, values: [...head, inventory, lines[0]?.debit, goodsReceived, 'Goods received'] });
    },
    close: () => pool.end(),
  };
}

export async function findAccounts(pool: Pool) {
  const { rows } = await pool.query<{ id: string; purpose: string }>('select id, purpose from finance.account where purpose is not null');
  const of = (purpose: string) => rows.find((row) => row.purpose === purpose)?.id ?? '';
  return { inventory: of('inventory'), goodsReceived: of('goods_received') };
}

export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

export async function writePosting(client: PoolClient, index: number, { inventory, goodsReceived }: PostingAccounts): Promise<void> {
  const { voucher, lines } = postingOf(index);
  const { doctype, id } = voucher;
  const value = lines[0]?.debit;
  const { rows } = await client.query<{ id: string }>({
    ...HEAD,
    values: [doctype, id, POSTING_DATE, HASH, new Date(), 'bench@example.com'],
  });
  const values = [rows[0]?.id, POSTING_DATE, doctype, id, inventory, value, goodsReceived, value, 'Goods received'];
  await client.query({ ...LINES, values });
}
