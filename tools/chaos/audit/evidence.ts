import { Client } from 'pg';

const CONNECT_MS = 10_000;
const STATEMENT_MS = 30_000;

/** What is in the databases and the broker once all is quiet. Amounts are decimal strings. */
export interface Evidence {
  entries: { id: string; remark: string | null; status: string; posting_status: string; posting_error: string | null }[];
  /** By voucher and direction: what its movements did to the value of stock. */
  movements: { voucher: string; is_reversal: boolean; value: string }[];
  /** The stock ledger added up, by bin. */
  folds: { item: string; warehouse: string; qty: string; value: string }[];
  balances: { item: string; warehouse: string; qty: string; value: string }[];
  /** The ledger's postings of stock entries; `inventory` is what its lines did to the stock account. */
  postings: { voucher: string; is_reversal: boolean; entries: number; lines: number; inventory: string }[];
  books: { debit: string; credit: string; inventory: string };
  /** Outbox messages of every domain that are not delivered. */
  messages: { scope: string; id: string; topic: string; key: string; state: string; attempts: number; last_error: string | null }[];
  /** `waiting`: to be delivered or acknowledged, or without a consumer. `leftOver`: acknowledged, but not deleted before a kill. */
  streams: { name: string; waiting: number; leftOver: number }[];
}

/** The connection string of each domain's database, whose tables are in the schema of that name. */
export type Databases = Record<'masters' | 'finance' | 'wms', string>;

export async function readWarehouse({ wms }: Databases): Promise<Pick<Evidence, 'entries' | 'movements' | 'folds' | 'balances'>> {
  return withClient(wms, 'wms', async (query) => ({
    entries: await query('select id, remark, status, posting_status, posting_error from stock_entry order by id'),
    movements: await query(
      `select voucher_id as voucher, is_reversal, sum(value_change)::text as value from stock_ledger_entry
        where voucher_doctype = 'stock-entry' group by voucher_id, is_reversal`,
    ),
    folds: await query(
      'select item, warehouse, sum(qty_change)::text as qty, sum(value_change)::text as value from stock_ledger_entry group by item, warehouse',
    ),
    balances: await query('select item, warehouse, qty::text as qty, value::text as value from stock_balance'),
  }));
}

export async function readLedger({ finance }: Databases): Promise<Pick<Evidence, 'postings' | 'books'>> {
  return withClient(finance, 'finance', async (query) => {
    const postings = await query<Evidence['postings'][number]>(
      `select p.voucher_id as voucher, p.is_reversal, p.entries, count(e.id)::int as lines,
          coalesce(sum(e.debit - e.credit) filter (where a.purpose = 'inventory'), 0)::text as inventory
        from ledger_posting p left join general_ledger_entry e on e.posting_id = p.id left join account a on a.id = e.account
        where p.voucher_doctype = 'stock-entry' group by p.id`,
    );
    const [books] = await query<Evidence['books']>(
      `select coalesce(sum(debit), 0)::text as debit, coalesce(sum(credit), 0)::text as credit,
          coalesce(sum(debit - credit) filter (where a.purpose = 'inventory'), 0)::text as inventory
        from general_ledger_entry e join account a on a.id = e.account`,
    );
    if (!books) throw new Error('a sum has a row');
    return { postings, books };
  });
}

export async function readMessages(databases: Databases): Promise<Evidence['messages']> {
  const text = `select $1 as scope, id::text as id, topic, key, state, attempts, last_error from doctype_outbox
    where state <> 'delivered' order by id`;
  const perDomain = Object.entries(databases).map(([scope, url]) =>
    withClient(url, scope, (query) => query<Evidence['messages'][number]>(text, [scope])),
  );
  return (await Promise.all(perDomain)).flat();
}

type Query = <Row>(text: string, values?: unknown[]) => Promise<Row[]>;

async function withClient<T>(url: string, schema: string, work: (query: Query) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS, statement_timeout: STATEMENT_MS });
  // A connection that breaks between two queries fails the next one; without a listener it would end this process.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('select set_config($1, $2, false)', ['search_path', schema]);
    return await work(async <Row>(text: string, values: unknown[] = []) => (await client.query(text, values)).rows as Row[]);
  } finally {
    await client.end();
  }
}
