import { sql } from 'kysely';
import type { TestHost } from './test-host.ts';

const PERIOD = 'from=2026-10-01&to=2026-11-30';

const LEDGERS = {
  finance: ['ledger_posting', 'general_ledger_entry', 'journal_entry', 'journal_entry_lines', 'account'],
  wms: ['stock_ledger_entry', 'stock_balance', 'stock_entry', 'stock_entry_lines', 'warehouse', 'doctype_outbox'],
  masters: ['uom', 'item', 'customer', 'supplier'],
};
/** Columns that depend on timing: in one process there is no wait between dispatch and outcome. */
const VOLATILE = ['answered', 'dispatched_at', 'next_attempt_at'];

/** Every report, and every row of every ledger and document table, as text. Nothing is left out but `VOLATILE`. */
export async function readBooks(host: TestHost): Promise<Record<string, string>> {
  const books: Record<string, string> = {};
  const reports = [
    `/api/finance/reports/trial-balance?${PERIOD}`,
    ...['1100', '1300', '2100', '3000', '4000', '5100', '5200'].map(
      (account) => `/api/finance/reports/general-ledger?account=${account}&${PERIOD}&limit=200`,
    ),
    '/api/wms/reports/stock-balance?limit=200',
    `/api/wms/reports/stock-ledger?${PERIOD}&limit=200`,
  ];
  for (const path of reports) {
    const answer = await host.fetch('GET', path, { headers: { 'x-request-id': 'books' } });
    const text = await answer.text();
    // Part of a report would be equal too easily.
    if (!answer.ok || JSON.parse(text).next_cursor) throw new Error(`${path} is not whole: ${text.slice(0, 300)}`);
    books[path] = text;
  }
  for (const [scope, tables] of Object.entries(LEDGERS)) {
    for (const table of tables) books[`${scope}.${table}`] = await readTable(host, scope, table);
  }
  return books;
}

async function readTable(host: TestHost, scope: string, table: string): Promise<string> {
  const { rows } = await sql<{ line: string }>`
    select (to_jsonb(t) - ${sql.val([...VOLATILE])}::text[])::text as line from ${sql.table(`${scope}.${table}`)} t order by 1`.execute(
    host.databaseOf(scope),
  );
  return rows.map(({ line }) => line).join('\n');
}
