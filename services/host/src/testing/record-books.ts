/** Asks a desk, of whichever version, as a person who may see everything. */
// biome-ignore lint/suspicious/noExplicitAny: a document or a report of any version
export type Ask = (method: string, path: string, body?: unknown) => Promise<{ status: number; body: any }>;

const DOCTYPES = ['uom', 'item', 'customer', 'supplier', 'account', 'journal-entry', 'warehouse', 'stock-entry'];
/** Days before it are an opening balance, those after it are in no report. */
const PERIOD = 'from=2026-01-01&to=2199-12-31';

export type RecordedBooks = Awaited<ReturnType<typeof recordBooks>>;

/** Everything a desk tells: each document in the order of its list, and each report. */
export async function recordBooks(ask: Ask) {
  const read = async (path: string) => {
    const { status, body } = await ask('GET', path);
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  };
  /** All pages as one: the first one's answer with every row. */
  const readAll = async (path: string, rows: 'items' | 'rows') => {
    const first = await read(path);
    let next = first.next_cursor;
    while (next) {
      const page = await read(`${path}&cursor=${encodeURIComponent(next)}`);
      first[rows].push(...page[rows]);
      next = page.next_cursor;
    }
    return { ...first, next_cursor: null };
  };
  const documents: Record<string, Record<string, unknown>[]> = {};
  for (const doctype of DOCTYPES) {
    const { items } = await readAll(`/api/resource/${doctype}?limit=100`, 'items');
    documents[doctype] = [];
    for (const { id } of items) documents[doctype].push(await read(`/api/resource/${doctype}/${encodeURIComponent(id)}`));
  }
  const accounts = (documents.account ?? []) as { id: string; is_group: boolean }[];
  const ledger: Record<string, object> = {};
  for (const { id } of accounts.filter(({ is_group }) => !is_group)) {
    ledger[id] = await readAll(`/api/finance/reports/general-ledger?account=${encodeURIComponent(id)}&${PERIOD}&limit=200`, 'rows');
  }
  return {
    documents,
    trialBalance: await read(`/api/finance/reports/trial-balance?${PERIOD}`),
    generalLedger: ledger,
    stockBalance: await readAll('/api/wms/reports/stock-balance?limit=200', 'rows'),
    stockLedger: await readAll(`/api/wms/reports/stock-ledger?${PERIOD}&limit=200`, 'rows'),
    messages: await readAll('/api/wms/messages?limit=100', 'items'),
  };
}
