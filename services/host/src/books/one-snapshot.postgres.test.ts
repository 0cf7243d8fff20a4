import { decimal, money, sum } from '@business-m/doctype/decimal';
import type { TestDesk } from '@business-m/doctype/testing';
import { seeded } from '@business-m/doctype/testing/seeded';
import type { GeneralLedger, StockBalance, TrialBalance } from '@business-m/metadata/reports';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMPANY_ACCOUNTS as ACCOUNTS, COMPANY_DAY, openCompany } from '../testing/open-company.ts';

const WHOLE = process.env.DESK_TEST_WHOLE === '1';
const SEED = Number(process.env.DESK_TEST_SEED ?? 1);
/** Eight against eight for a minute in the full matrix. */
const SIDE = WHOLE ? 8 : 4;
const ITEMS = ['BOLT', 'NUT', 'GEAR', 'WIRE', 'PIPE', 'RING'];
const ENOUGH = { ms: 60_000, answers: WHOLE ? Number.POSITIVE_INFINITY : 240 };

let desk: TestDesk;
let edited = '';
beforeAll(async () => {
  desk = await openCompany();
  for (const item_code of ITEMS) await desk.create('item', { item_code, item_name: item_code, uom: 'Nos', allow_negative_stock: true });
  edited = (await desk.create('journal-entry', sale('1.00'))).id;
}, 120_000);
afterAll(() => desk.close());

function sale(amount: string, lines = 1) {
  const { bank, sales } = ACCOUNTS;
  const total = money(decimal(amount).times(lines));
  const credits = Array.from({ length: lines }, () => ({ account: sales, credit: amount }));
  return { posting_date: COMPANY_DAY, lines: [{ account: bank, debit: total }, ...credits] };
}

/** What writers do, over and over: postings by hand, movements of stock, cancellations, drafts that change. */
async function write(next: (below: number) => number): Promise<void> {
  const kind = next(4);
  if (kind === 0) return void (await desk.save('journal-entry', edited, sale('1.00', 1 + next(20))));
  if (kind === 1) {
    const { id } = await desk.create('journal-entry', sale(`${1 + next(900)}.50`));
    await desk.submit('journal-entry', id);
    if (next(3) === 0) await desk.cancel('journal-entry', id);
    return;
  }
  const lines = Array.from({ length: 1 + next(3) }, () => ({
    item: ITEMS[next(ITEMS.length)],
    qty: `${1 + next(9)}`,
    rate: kind === 2 ? `${1 + next(9)}` : null,
  }));
  const where =
    kind === 2 ? { purpose: 'receipt', to_warehouse: 'MAIN' } : { purpose: 'transfer', from_warehouse: 'MAIN', to_warehouse: 'SHOP' };
  const { id } = await desk.create('stock-entry', { ...where, posting_date: COMPANY_DAY, lines });
  await desk.submit('stock-entry', id);
  if (next(8) === 0) await desk.drain();
}

const report = async <Report>(path: string): Promise<Report> => (await desk.fetch(`/api/${path}`)).json() as Promise<Report>;
const add = (amounts: readonly string[]) => money(sum(amounts.map((amount) => decimal(amount))));

/** What readers read, each with the contradictions that it shows. */
const reads: Record<string, () => Promise<string[]>> = {
  async generalLedger() {
    const path = `finance/reports/general-ledger?account=${ACCOUNTS.bank}&limit=200`;
    let page = await report<GeneralLedger>(path);
    while (page.next_cursor) page = await report<GeneralLedger>(`${path}&cursor=${page.next_cursor}`);
    return differing({ 'the last balance': page.rows.at(-1)?.balance ?? page.opening, closing: page.closing });
  },
  async trialBalance() {
    const { rows, totals } = await report<TrialBalance>('finance/reports/trial-balance');
    const side = (name: 'debit' | 'closing_debit') => differing({ rows: add(rows.map((row) => row[name])), totals: totals[name] });
    return [...side('debit'), ...side('closing_debit'), ...differing({ debit: totals.closing_debit, credit: totals.closing_credit })];
  },
  async stockBalance() {
    const { rows, total_value } = await report<StockBalance>('wms/reports/stock-balance?limit=200');
    return differing({ rows: add(rows.map(({ value }) => value)), total: total_value });
  },
  async firstPageOfStock() {
    const first = await report<StockBalance>('wms/reports/stock-balance?limit=4&warehouse=MAIN');
    if (first.next_cursor) return [];
    return differing({ rows: add(first.rows.map(({ value }) => value)), total: first.total_value });
  },
  async document() {
    const doc = await desk.get('journal-entry', edited);
    return differing({
      lines: add((doc.lines as { debit: string | null }[]).map(({ debit }) => debit ?? '0')),
      total: String(doc.total_debit),
    });
  },
  async list() {
    const { items, total, next_cursor } = await desk.list('journal-entry', 'status=draft&limit=200');
    return next_cursor ? [] : differing({ rows: `${items.length}`, total: `${total}` });
  },
  async messages() {
    const { items, counts, next } = await desk.service('wms').messages.list({ state: 'pending', limit: 100 }, desk.call());
    return next ? [] : differing({ rows: `${items.length}`, total: `${counts.pending}` });
  },
};

function differing(figures: Record<string, string>): string[] {
  return new Set(Object.values(figures)).size === 1 ? [] : [JSON.stringify(figures)];
}

test(`no answer contradicts itself while ${SIDE} write and ${SIDE} read`, async () => {
  const end = Date.now() + ENOUGH.ms;
  const found: string[] = [];
  let answers = 0;
  let written = 0;
  const isOver = () => answers >= ENOUGH.answers || Date.now() > end;
  const writers = Array.from({ length: SIDE }, async (_, writer) => {
    const next = seeded(SEED * 100 + writer);
    while (!isOver()) {
      await write(next);
      written += 1;
    }
  });
  const names = Object.keys(reads);
  const readers = Array.from({ length: SIDE }, async (_, reader) => {
    for (let turn = reader; !isOver(); turn += 1) {
      const name = names[turn % names.length] ?? '';
      for (const contradiction of (await reads[name]?.()) ?? []) found.push(`${name}: ${contradiction}`);
      answers += 1;
    }
  });
  await Promise.all([...writers, ...readers]);
  expect(found).toEqual([]);
  expect(written).toBeGreaterThan(20);
}, 180_000);
