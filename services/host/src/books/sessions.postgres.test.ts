import { decimal, money } from '@business-m/doctype/decimal';
import type { TestDesk } from '@business-m/doctype/testing';
import { seeded } from '@business-m/doctype/testing/seeded';
import type { Document } from '@business-m/metadata';
import type { TrialBalance } from '@business-m/metadata/reports';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMPANY_ACCOUNTS as ACCOUNTS, COMPANY_DAY, COMPANY_WAREHOUSES, openCompany } from '../testing/open-company.ts';
import { replayBooks, type Voucher } from '../testing/replay-books.ts';

const SEED = Number(process.env.DESK_TEST_SEED ?? 1);
const SESSIONS = 5;
const STEPS = process.env.DESK_TEST_WHOLE === '1' ? 400 : 30;
const LIMIT_MS = STEPS * 3_000;
const ITEMS = ['BOLT', 'WIRE', 'PIPE'];
/** What may be answered where several mean one document, or a master is out of use for a moment. Other refusals and faults fail the test. */
const REFUSALS = new Set([
  ...['wrong-status', 'already-amended', 'not-found', 'negative-stock', 'value-consumed', 'in-stock', 'invalid'],
  ...['item-disabled', 'warehouse-disabled', 'account-disabled', 'wrong-link'],
]);
type Kind = 'stock-entry' | 'journal-entry';
const KINDS: readonly Kind[] = ['stock-entry', 'journal-entry'];
type Next = (below: number) => number;

let desk: TestDesk;
beforeAll(async () => {
  desk = await openCompany();
  for (const item_code of ITEMS)
    await desk.create('item', { item_code, item_name: item_code, uom: 'Kg', allow_negative_stock: item_code === 'WIRE' });
}, 120_000);
afterAll(() => desk.close());

const pick = <T>(next: Next, of: readonly T[]): T => of[next(of.length)] as T;
const ratio = (whole: number, by: number) => decimal(`${whole}`).dividedBy(by);

function randomValues(next: Next, kind: Kind): object {
  if (kind === 'journal-entry') {
    const amount = `${1 + next(900)}.${10 + next(80)}`;
    const lines = [
      { account: ACCOUNTS.bank, debit: amount },
      { account: ACCOUNTS.sales, credit: amount },
    ];
    return { posting_date: COMPANY_DAY, lines };
  }
  const purpose = pick(next, ['receipt', 'receipt', 'issue', 'transfer'] as const);
  const [from, to] = next(2) === 0 ? COMPANY_WAREHOUSES : COMPANY_WAREHOUSES.toReversed();
  const lines = Array.from({ length: 1 + next(3) }, () => ({
    item: pick(next, ITEMS),
    qty: next(3) === 0 ? ratio(1 + next(9_000), 1000).toFixed() : `${1 + next(9)}`,
    rate: purpose === 'receipt' ? ratio(next(90_000), 10_000).toFixed(4) : null,
  }));
  const where = { from_warehouse: purpose === 'receipt' ? null : from, to_warehouse: purpose === 'issue' ? null : to };
  return { purpose, posting_date: COMPANY_DAY, ...where, lines };
}

/** All documents that were made, by any session. */
const made: { kind: Kind; id: string }[] = [];
const removed = { 'stock-entry': 0, 'journal-entry': 0 };

/** null: refused. */
function attempt<T>(work: Promise<T>): Promise<T | null> {
  return work.catch((error: { name?: string; code?: string }) => {
    if (error.name === 'Refusal' && REFUSALS.has(error.code ?? '')) return null;
    throw error;
  });
}

async function keep(kind: Kind, making: Promise<{ id: string } | null>): Promise<void> {
  const doc = await making;
  if (doc && !made.some(({ id }) => id === doc.id)) made.push({ kind, id: doc.id });
}

async function create(next: Next, user: string, idempotencyKey: string): Promise<void> {
  const kind = pick(next, ['stock-entry', 'stock-entry', 'journal-entry'] as const);
  const values = randomValues(next, kind);
  const tries = Array.from({ length: 1 + next(2) }, () => attempt(desk.create(kind, values, { user, idempotencyKey })));
  const docs = (await Promise.all(tries)).filter((doc) => doc !== null);
  expect(new Set(docs.map(({ id }) => id)).size).toBeLessThan(2);
  await keep(kind, Promise.resolve(docs[0] ?? null));
}

/** A master that is out of use for a moment, beside the others' work. */
async function disable(next: Next, user: string): Promise<void> {
  const masters = [
    ['item', pick(next, ITEMS)],
    ['warehouse', 'SHOP'],
    ['account', ACCOUNTS.sales],
  ] as const;
  const [doctype, id] = pick(next, masters);
  await attempt(desk.save(doctype, id, { disabled: true }, { user }));
  await desk.drain();
  await desk.save(doctype, id, { disabled: false }, { user });
}

async function step(next: Next, user: string, key: string): Promise<void> {
  const turn = next(14);
  if (turn < 4 || made.length === 0) return create(next, user, key);
  if (turn === 13) return disable(next, user);
  const { kind, id } = pick(next, next(2) === 0 ? made.slice(-6) : made);
  const submit = (by = user, more = {}) => attempt(desk.submit(kind, id, { user: by, ...more }));
  const cancel = (by = user) => attempt(desk.cancel(kind, id, { user: by }));
  const amend = (by = user) => keep(kind, attempt(desk.amend(kind, id, { user: by })));
  const save = () => attempt(desk.save(kind, id, randomValues(next, kind), { user }));
  const remove = async () => {
    if (await attempt(desk.remove(kind, id, { user }).then(() => true))) removed[kind] += 1;
  };
  const again = { idempotencyKey: key };
  const turns: (() => Promise<unknown>[])[] = [
    () => [submit(), submit('other'), cancel('third')],
    () => [submit(user, again), submit(user, again)],
    () => [cancel(), cancel('other'), submit('third')],
    () => [cancel().then(() => amend()), amend('other'), cancel('third')],
    () => [amend()],
    () => [save(), submit('other')],
    () => [remove(), submit('other')],
  ];
  await Promise.all(turns[turn - 6]?.() ?? [submit()]);
}

async function listAll(kind: Kind): Promise<Document[]> {
  const docs: Document[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await desk.list(kind, `sort=id&limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
    docs.push(...page.items);
    cursor = page.next_cursor;
  }
  return docs;
}

/** How often the general ledger has each voucher: posted, reversed. */
async function postingsOf(kind: Kind): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; posted: number; reversed: number }>`
    select voucher_id as id, count(*) filter (where not is_reversal)::int as posted, count(*) filter (where is_reversal)::int as reversed
    from finance.ledger_posting where voucher_doctype = ${kind} group by voucher_id`.execute(desk.db);
  return new Map(rows.map(({ id, posted, reversed }) => [id, `${posted} ${reversed}`]));
}

const POSTINGS: Record<string, string | undefined> = { draft: undefined, submitted: '1 0', cancelled: '1 1' };
const POSTING_STATUS: Record<string, string> = { draft: 'none', submitted: 'posted', cancelled: 'reversed' };

async function expectChains(kind: Kind): Promise<void> {
  const docs = await listAll(kind);
  const statusOf = new Map(docs.map(({ id, status }) => [id, status]));
  const postings = await postingsOf(kind);
  for (const { id, status, posting_status } of docs) {
    expect([id, status, postings.get(id)]).toEqual([id, status, POSTINGS[status]]);
    if (kind === 'stock-entry') expect([id, status, posting_status]).toEqual([id, status, POSTING_STATUS[status]]);
  }
  expect([...postings.keys()].filter((id) => !statusOf.has(id))).toEqual([]);
  const amended = docs.flatMap(({ amended_from }) => (amended_from === null ? [] : [String(amended_from)]));
  expect(amended.length).toBe(new Set(amended).size);
  expect(new Set(amended.map((id) => statusOf.get(id)))).toEqual(new Set(amended.length > 0 ? ['cancelled'] : []));
  // Every number was given to something that was stored.
  const last = Math.max(...docs.map(({ id }) => Number(id.replace(/\D/g, ''))));
  expect([kind, last]).toEqual([kind, docs.length + removed[kind]]);
}

/** The vouchers that stand, in the order in which their bins took them. */
async function standing(): Promise<Voucher[]> {
  const { rows } = await sql<{ id: string }>`
    select voucher_id as id from wms.stock_ledger_entry group by voucher_id having not bool_or(is_reversal) order by min(id)`.execute(
    desk.db,
  );
  return Promise.all(
    rows.map(async ({ id }): Promise<Voucher> => {
      const doc = await desk.get('stock-entry', id);
      const lines = doc.lines as { item: string; qty: string; rate: string }[];
      const rateOf = (rate: string) => (doc.purpose === 'receipt' ? BigInt(decimal(rate).times(10_000).toFixed()) : 0n);
      return {
        purpose: doc.purpose as Voucher['purpose'],
        from: doc.from_warehouse as string | null,
        to: doc.to_warehouse as string | null,
        lines: lines.map(({ item, qty, rate }) => ({ item, qty: BigInt(decimal(qty).times(1000).toFixed()), rate: rateOf(rate) })),
      };
    }),
  );
}

const cents = (value: bigint) => money(decimal(`${value}`).dividedBy(100));
const filled = (lines: string[]) => lines.filter((line) => !line.endsWith(' 0 0.00')).toSorted();

async function binsIn(table: string, qty: string, value: string): Promise<string[]> {
  const { rows } = await sql<{ bin: string; qty: string; value: string }>`
    select item || ' ' || warehouse as bin, sum(${sql.ref(qty)})::text as qty, sum(${sql.ref(value)})::text as value
    from ${sql.table(table)} group by item, warehouse`.execute(desk.db);
  return filled(rows.map((row) => `${row.bin} ${decimal(row.qty).toFixed()} ${money(decimal(row.value))}`));
}

test(
  'what several sessions do to the same documents at once leaves books that a replay of what stands explains',
  async () => {
    const sessions = Array.from({ length: SESSIONS }, async (_, session) => {
      const next = seeded(SEED * 1000 + session);
      for (let turn = 0; turn < STEPS; turn += 1) await step(next, `s${session}@example.com`, `${session}-${turn}`);
    });
    await Promise.all(sessions);
    await desk.drain();
    for (const kind of KINDS) await expectChains(kind);
    const { bins, accounts } = replayBooks(await standing());
    const wanted = filled([...bins].map(([bin, { qty, value }]) => `${bin} ${ratio(Number(qty), 1000).toFixed()} ${cents(value)}`));
    expect(await binsIn('wms.stock_balance', 'qty', 'value')).toEqual(wanted);
    expect(await binsIn('wms.stock_ledger_entry', 'qty_change', 'value_change')).toEqual(wanted);
    const trial = (await (await desk.fetch('/api/finance/reports/trial-balance')).json()) as TrialBalance;
    expect(trial.totals.closing_debit).toBe(trial.totals.closing_credit);
    for (const [purpose, amount] of Object.entries(accounts)) {
      const row = trial.rows.find(({ account }) => account === ACCOUNTS[purpose as keyof typeof accounts]);
      expect(`${purpose} ${money(decimal(row?.closing_debit).minus(decimal(row?.closing_credit)))}`).toBe(`${purpose} ${cents(amount)}`);
    }
  },
  LIMIT_MS,
);
