import { localTransport } from '@business-m/adapters';
import type { DocumentValues } from '@business-m/doctype';
import { openTestDesk, type TestDesk } from '@business-m/doctype/testing';
import { createFinance, domainModule as financeModule } from '@business-m/finance';
import { createMasters, domainModule as masters } from '@business-m/masters';
import type { StockBalance, TrialBalance } from '@business-m/metadata/reports';
import { createWms, domainModule as wms } from '@business-m/wms';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';

const TODAY = '2026-11-21';
const now = () => new Date(`${TODAY}T09:00:00Z`);
let desk: TestDesk;
let seededBooks: TrialBalance;

/** The demo company, with everything in the ledger that belongs there. */
beforeAll(async () => {
  let finance: ReturnType<typeof createFinance>;
  desk = await openTestDesk({
    domains: (db) => {
      finance = createFinance({ db, now });
      return [createMasters(), finance, createWms()];
    },
    transport: () => localTransport({ ledger: finance.ledger }),
    roles: ['accounts', 'stock'],
    now,
  });
  for (const { doctype, values, submit, cancel } of [...masters.demo(TODAY), ...financeModule.demo(TODAY), ...wms.demo(TODAY)]) {
    const { id } = await desk.create(doctype, values);
    if (submit) await desk.submit(doctype, id);
    if (cancel) await desk.cancel(doctype, id);
  }
  await desk.drain();
  seededBooks = await report<TrialBalance>('finance/reports/trial-balance');
}, 180_000);
afterAll(() => desk.close());

const report = async <Report>(path: string): Promise<Report> => (await (await desk.fetch(`/api/${path}`)).json()) as Report;
const accountRow = (balance: TrialBalance, account: string) => balance.rows.find((row) => row.account === account);

async function expectAgreement(when: string): Promise<void> {
  const books = await report<TrialBalance>('finance/reports/trial-balance?from=2026-01-01&to=2099-12-31');
  const stock = await report<StockBalance>('wms/reports/stock-balance');
  expect(books.totals.closing_debit, when).toBe(books.totals.closing_credit);
  expect(accountRow(books, '1310')?.closing_debit, when).toBe(stock.total_value);
}

test('matches the stock value of the demo company with its balanced books', async () => {
  await expectAgreement('after seeding');
  const open = await desk.list('stock-entry', 'posting_status=failed');
  expect(open.total).toBe(0);
});

test('shows the one uninvoiced delivery as goods received not invoiced', () => {
  expect(accountRow(seededBooks, '2120')).toMatchObject({ closing_debit: '0.00', closing_credit: '3021.00' });
});

test('matches stock ledger and inventory account on every day with movements', async () => {
  const { rows } = await sql<{ day: string; stock: string; books: string }>`
    select d.day::text as day,
      (select coalesce(sum(value_change), 0) from wms.stock_ledger_entry where posting_date <= d.day) as stock,
      (select coalesce(sum(debit - credit), 0) from finance.general_ledger_entry where account = '1310' and posting_date <= d.day) as books
    from (select distinct posting_date as day from wms.stock_ledger_entry) d`.execute(desk.db);
  expect(rows.length).toBeGreaterThan(20);
  for (const { day, stock, books } of rows) expect(`${day} ${stock}`).toBe(`${day} ${books}`);
});

test('matches stock and books after random movements once the outbox is drained', async () => {
  const next = seeded(20_261_121);
  const submitted: DocumentValues[] = [];
  for (let step = 0; step < 60; step += 1) {
    const cancelled = next(5) === 0 ? submitted.splice(next(submitted.length || 1), 1)[0] : undefined;
    // Some are refused, which must change nothing.
    if (cancelled) await desk.cancel('stock-entry', cancelled.id).catch(ignoreRefusal);
    else
      await desk
        .create('stock-entry', randomEntry(next))
        .then(({ id }) => desk.submit('stock-entry', id).then((doc) => submitted.push(doc), ignoreRefusal));
    if (step % 20 === 19) {
      await desk.drain();
      await expectAgreement(`step ${step}`);
    }
  }
  const folded = await sql<{ item: string }>`
    select b.item, b.warehouse from wms.stock_balance b join
      (select item, warehouse, sum(qty_change) as qty, sum(value_change) as value from wms.stock_ledger_entry group by 1, 2) e using (item, warehouse)
    where b.qty <> e.qty or b.value <> e.value`.execute(desk.db);
  expect(folded.rows).toEqual([]);
}, 180_000);

function randomEntry(next: (below: number) => number): object {
  const purpose = ['receipt', 'issue', 'transfer'][next(3)];
  const items = ['SPK-STL', 'CHN-11S', 'SPK-STL', 'LGT-FRT-80'];
  return {
    purpose,
    posting_date: TODAY,
    ...(purpose === 'receipt' ? {} : { from_warehouse: ['MAIN', 'SHOP'][next(2)] }),
    ...(purpose === 'issue' ? {} : { to_warehouse: 'RETURNS' }),
    lines: Array.from({ length: 1 + next(3) }, () => ({
      item: items[next(4)],
      qty: String(1 + next(80)),
      rate: purpose === 'receipt' ? `${next(40)}.${1000 + next(9000)}` : null,
    })),
  };
}

function ignoreRefusal(error: unknown): void {
  const expected = ['negative-stock', 'value-consumed'];
  if (!expected.includes((error as { code?: string }).code ?? '')) throw error;
}

function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}
