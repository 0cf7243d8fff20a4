import { decimal, money } from '@business-m/doctype/decimal';
import type { TestDesk } from '@business-m/doctype/testing';
import { seeded } from '@business-m/doctype/testing/seeded';
import type { TrialBalance } from '@business-m/metadata/reports';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMPANY_ACCOUNTS as ACCOUNTS, COMPANY_DAY, COMPANY_WAREHOUSES, openCompany } from '../testing/open-company.ts';
import { replayBooks, type Voucher } from '../testing/replay-books.ts';

/** A thousand on each engine in the full matrix, other ones on each. */
const HISTORIES = Number(process.env.DESK_TEST_HISTORIES || (process.env.TEST_DATABASE === 'postgres' ? 8 : 2));
const FIRST_SEED = Number(process.env.DESK_TEST_SEED ?? 1) + (process.env.TEST_DATABASE === 'postgres' ? 0 : 1_000_000);
const STEPS = 14;
/** Histories that go on at once, each with items of its own: they meet in the outbox, the series and the ledger. */
const AT_ONCE = 4;
/** Three times what they took beside other work that left them a fifth of a core. */
const LIMIT_MS = Math.max(300_000, HISTORIES * 9_000);
const LEDGERS = ['wms.stock_ledger_entry', 'finance.general_ledger_entry', 'finance.ledger_posting'];
const EXPECTED = ['negative-stock', 'value-consumed'];

let desk: TestDesk;
beforeAll(async () => {
  desk = await openCompany();
}, 120_000);
afterAll(() => desk.close());

const thousandths = (qty: bigint) => decimal(`${qty}`).dividedBy(1000).toFixed();

/** The voucher that a draft asks for, as the replay takes it. */
function randomVoucher(next: (below: number) => number, items: readonly string[]): Voucher {
  const purpose = (['receipt', 'receipt', 'issue', 'transfer'] as const)[next(4)] ?? 'receipt';
  const [from, to] = next(2) === 0 ? COMPANY_WAREHOUSES : COMPANY_WAREHOUSES.toReversed();
  return {
    purpose,
    from: purpose === 'receipt' ? null : (from ?? null),
    to: purpose === 'issue' ? null : (to ?? null),
    lines: Array.from({ length: 1 + next(3) }, () => ({
      item: items[next(items.length)] ?? '',
      // Some quantities that no average divides evenly.
      qty: next(3) === 0 ? BigInt(1 + next(9_000)) : BigInt(1 + next(9)) * 1_000n,
      rate: purpose === 'receipt' ? BigInt(next(90_000)) : 0n,
    })),
  };
}

const draftOf = ({ purpose, from, to, lines }: Voucher) => ({
  purpose,
  posting_date: COMPANY_DAY,
  from_warehouse: from,
  to_warehouse: to,
  lines: lines.map(({ item, qty, rate }) => ({
    item,
    qty: thousandths(qty),
    rate: purpose === 'receipt' ? decimal(`${rate}`).dividedBy(10_000).toFixed(4) : null,
  })),
});

/** null: it was refused, as the warehouse may. Another refusal or a fault is a failure. */
async function attempt<T>(work: Promise<T>): Promise<T | null> {
  return work.catch((error: { code?: string }) => {
    if (EXPECTED.includes(error.code ?? '')) return null;
    throw error;
  });
}

/** Plays one history; answers what stands at its end, in the order in which it was posted, and what happened. */
async function play(seed: number): Promise<{ standing: Voucher[]; items: string[]; cancelled: number; amended: number }> {
  const next = seeded(seed);
  const items = [`H${seed}-A`, `H${seed}-B`];
  for (const [index, item_code] of items.entries()) {
    await desk.create('item', { item_code, item_name: item_code, uom: 'Kg', allow_negative_stock: index === 0 });
  }
  let standing: { id: string; voucher: Voucher }[] = [];
  const done = { cancelled: 0, amended: 0 };
  const submit = async (id: string, voucher: Voucher) => {
    if (await attempt(desk.submit('stock-entry', id))) standing.push({ id, voucher });
  };
  for (let step = 0; step < STEPS; step += 1) {
    // The last ones often can be cancelled, the first ones sometimes.
    const chosen = next(3) === 0 ? standing.at(next(2) === 0 ? -1 : next(standing.length || 1)) : undefined;
    if (!chosen) {
      const voucher = randomVoucher(next, items);
      await submit((await desk.create('stock-entry', draftOf(voucher))).id, voucher);
      continue;
    }
    if (!(await attempt(desk.cancel('stock-entry', chosen.id)))) continue;
    standing = standing.filter((each) => each !== chosen);
    done.cancelled += 1;
    if (next(2) === 0) continue;
    const amended = await desk.amend('stock-entry', chosen.id);
    const voucher = next(2) === 0 ? chosen.voucher : randomVoucher(next, items);
    await desk.save('stock-entry', amended.id, draftOf(voucher));
    done.amended += 1;
    await submit(amended.id, voucher);
  }
  return { standing: standing.map(({ voucher }) => voucher), items, ...done };
}

/** The rows of a ledger up to number `last`: how many, and a hash of all that they say. */
async function prefixOf(table: string, last: number): Promise<{ rows: number; hash: string }> {
  const { rows } = await sql<{ rows: number; hash: string }>`
    select count(*)::int as rows, coalesce(md5(string_agg(t::text, '|' order by id)), '') as hash from ${sql.table(table)} t where id <= ${last}`.execute(
    desk.db,
  );
  return rows[0] ?? { rows: 0, hash: '' };
}

async function lastOf(table: string): Promise<number> {
  return Number((await sql<{ last: number }>`select coalesce(max(id), 0) as last from ${sql.table(table)}`.execute(desk.db)).rows[0]?.last);
}

test(
  `stock, its ledger and its account are a replay of what was not cancelled: ${HISTORIES} histories`,
  async () => {
    const total = { cancelled: 0, amended: 0 };
    const books = { inventory: 0n, goods_received: 0n, cost_of_goods: 0n, inventory_adjustment: 0n };
    const written = new Map(LEDGERS.map((table) => [table, { last: 0, prefix: { rows: 0, hash: '' } }]));
    for (let from = FIRST_SEED; from < FIRST_SEED + HISTORIES; from += AT_ONCE) {
      const seeds = Array.from({ length: Math.min(AT_ONCE, FIRST_SEED + HISTORIES - from) }, (_, index) => from + index);
      const played = await Promise.all(seeds.map((seed) => play(seed)));
      await desk.drain();
      for (const [index, { standing, items, cancelled, amended }] of played.entries()) {
        const { bins, accounts } = replayBooks(standing);
        for (const name of Object.keys(books) as (keyof typeof books)[]) books[name] += accounts[name];
        const expected = [...bins].map(([bin, { qty, value }]) => `${bin} ${thousandths(qty)} ${cents(value)}`).toSorted();
        expect(await storedBins(items), `seed ${seeds[index]}`).toEqual({
          balance: expected.filter((line) => !line.endsWith(' 0 0.00')),
          fold: expected.filter((line) => !line.endsWith(' 0 0.00')),
        });
        total.cancelled += cancelled;
        total.amended += amended;
      }
      const trial = (await (await desk.fetch('/api/finance/reports/trial-balance')).json()) as TrialBalance;
      expect(trial.totals.closing_debit, `seeds from ${from}`).toBe(trial.totals.closing_credit);
      for (const [purpose, amount] of Object.entries(books)) {
        const row = trial.rows.find(({ account }) => account === ACCOUNTS[purpose as keyof typeof books]);
        const balance = decimal(row?.closing_debit).minus(decimal(row?.closing_credit));
        expect(`${purpose} ${money(balance)}`, `seeds from ${from}`).toBe(`${purpose} ${cents(amount)}`);
      }
      // What was written stays as it was.
      for (const [table, { last, prefix }] of written) {
        expect(await prefixOf(table, last), table).toEqual(prefix);
        const now = await lastOf(table);
        written.set(table, { last: now, prefix: await prefixOf(table, now) });
      }
    }
    const { items } = await desk.list('stock-entry', 'status=cancelled&limit=200');
    expect(new Set(items.map(({ posting_status }) => posting_status))).toEqual(new Set(['reversed']));
    expect(total.cancelled).toBeGreaterThan(HISTORIES / 2);
    expect(total.amended).toBeGreaterThan(0);
  },
  LIMIT_MS,
);

const cents = (value: bigint) => money(decimal(`${value}`).dividedBy(100));

/** `item warehouse qty value`, as the balance says it and as the movements add up to it, but for empty bins. */
async function storedBins(items: readonly string[]): Promise<{ balance: string[]; fold: string[] }> {
  const of = async (table: string, qty: string, value: string) => {
    const { rows } = await sql<{ item: string; warehouse: string; qty: string; value: string }>`
      select item, warehouse, sum(${sql.ref(qty)})::text as qty, sum(${sql.ref(value)})::text as value
      from ${sql.table(table)} where item in (${sql.join(items)}) group by item, warehouse`.execute(desk.db);
    const lines = rows.map((row) => `${row.item} ${row.warehouse} ${decimal(row.qty).toFixed()} ${money(decimal(row.value))}`);
    return lines.filter((line) => !line.endsWith(' 0 0.00')).toSorted();
  };
  return {
    balance: await of('wms.stock_balance', 'qty', 'value'),
    fold: await of('wms.stock_ledger_entry', 'qty_change', 'value_change'),
  };
}
