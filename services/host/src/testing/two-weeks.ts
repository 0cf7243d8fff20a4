import { seeded } from '../fault/arm.ts';
import type { ScenarioClock, StepRunner } from './run-steps.ts';

export const DAYS = Array.from({ length: 14 }, (_day, index) => new Date(Date.UTC(2026, 9, 26 + index)).toISOString().slice(0, 10));
const ITEMS = ['BOLT', 'NUT', 'WIRE'];
const WAREHOUSES = ['MAIN', 'SHOP'];

/** Masters, opening balances, fourteen days of stock and books with mistakes, cancellations and amendments, and what is refused on the way. */
export async function runTwoWeeks(runner: StepRunner, clock: ScenarioClock): Promise<void> {
  await openBooks(runner);
  const next = seeded(20_261_026);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const below = (limit: number) => Math.floor(next() * limit);
  const submitted: string[] = [];
  for (const [index, day] of DAYS.entries()) {
    clock.turnTo(day);
    await postSale(runner, day, index);
    for (let n = 0; n < 4; n += 1) {
      const id = await moveStock(runner, { day, purpose: pick(['receipt', 'receipt', 'issue', 'transfer']), pick, below });
      if (id !== null) submitted.push(id);
    }
    if (index % 3 === 2) await cancelAndAmend(runner, submitted.splice(below(submitted.length), 1)[0] ?? '');
    if (index === 5) await provokeRefusals(runner, day);
    if (index === 9) await removeAccountPurpose(runner, day);
  }
}

async function openBooks({ request, create }: StepRunner): Promise<void> {
  await create('uom', { uom_name: 'Nos' });
  await create('uom', { uom_name: 'Metre', decimals: 2 });
  for (const item_code of ITEMS) {
    const allow_negative_stock = item_code === 'WIRE';
    const uom = allow_negative_stock ? 'Metre' : 'Nos';
    await create('item', { item_code, item_name: `The ${item_code}`, uom, allow_negative_stock });
  }
  await create('customer', { customer_name: 'Brook' });
  await create('supplier', { supplier_name: 'Kestrel' });
  const account = (account_number: string, account_name: string, root_type: string, more = {}) =>
    create('account', { account_number, account_name, root_type, ...more });
  await account('1000', 'Assets', 'asset', { is_group: true });
  await account('1100', 'Bank', 'asset', { parent_account: '1000' });
  await account('1300', 'Stock', 'asset', { parent_account: '1000', purpose: 'inventory' });
  await account('2100', 'Goods received', 'liability', { purpose: 'goods_received' });
  await account('3000', 'Capital', 'equity');
  await account('4000', 'Sales', 'income');
  await account('5100', 'Cost of goods', 'expense', { purpose: 'cost_of_goods' });
  await account('5200', 'Stock adjustments', 'expense', { purpose: 'inventory_adjustment' });
  for (const code of WAREHOUSES) await create('warehouse', { warehouse_code: code, warehouse_name: code });
  const { id } = await create('journal-entry', journal('2026-10-26', '1100', '3000', '25000.00'));
  await request('POST', `/api/resource/journal-entry/${id}/submit`, {});
}

async function postSale({ request, create }: StepRunner, day: string, index: number): Promise<void> {
  const { id } = await create('journal-entry', journal(day, '1100', '4000', `${100 + index}.${10 + index}`));
  await request('POST', `/api/resource/journal-entry/${id}/submit`, {});
  if (index % 5 === 4) await request('POST', `/api/resource/journal-entry/${id}/cancel`, {});
}

interface Movement {
  day: string;
  purpose: string;
  pick<T>(from: readonly T[]): T;
  below(limit: number): number;
}

/** The id of what was submitted; null when stock was not enough. */
async function moveStock({ request, create }: StepRunner, { day, purpose, pick, below }: Movement): Promise<string | null> {
  const from = pick(WAREHOUSES);
  const to = WAREHOUSES.find((code) => code !== from);
  const lines = Array.from({ length: 1 + below(3) }, () => ({
    item: pick(ITEMS),
    qty: String(1 + below(purpose === 'receipt' ? 60 : 25)),
    ...(purpose === 'receipt' ? { rate: `${1 + below(40)}.${1000 + below(9000)}` } : {}),
  }));
  const { id } = await create('stock-entry', {
    purpose,
    posting_date: day,
    ...(purpose === 'receipt' ? { to_warehouse: from } : { from_warehouse: from }),
    ...(purpose === 'transfer' ? { to_warehouse: to } : {}),
    remark: `${purpose} of ${day}`,
    lines,
  });
  const answer = await request('POST', `/api/resource/stock-entry/${id}/submit`, {});
  await request('GET', `/api/resource/stock-entry/${id}`);
  return answer.status === 'submitted' ? id : null;
}

/** Cancelled, amended, mended and submitted again; some of it may be refused, because what was received is gone. */
async function cancelAndAmend({ request }: StepRunner, id: string): Promise<void> {
  const cancelled = await request('POST', `/api/resource/stock-entry/${id}/cancel`, {});
  if (cancelled.status !== 'cancelled') return;
  const amended = await request('POST', `/api/resource/stock-entry/${id}/amend`, {});
  await request('POST', `/api/resource/stock-entry/${id}/amend`, {});
  const lines = amended.lines.map(({ item, rate }: { item: string; rate: string | null }) => ({ item, qty: '2', rate: rate ?? null }));
  const path = `/api/resource/stock-entry/${amended.id}`;
  await request('PUT', path, { lines, remark: 'Counted again' }, { 'if-match': '"9"' });
  await request('PUT', path, { lines, remark: 'Counted again' }, { 'if-match': '"1"' });
  await request('POST', `${path}/submit`, {});
  await request('GET', path);
}

async function provokeRefusals({ request, create }: StepRunner, day: string): Promise<void> {
  const [debited] = journal(day, '1100', '3000', '1.00').lines;
  await create('journal-entry', { ...journal(day, '1100', '3000', '2.00'), lines: [debited, { account: '3000', credit: '0.99' }] });
  await create('journal-entry', journal(day, '1100', '9999', '1.00'));
  await create('stock-entry', { purpose: 'issue', posting_date: day, from_warehouse: 'MAIN', lines: [{ item: 'GONE', qty: '1' }] });
  await create('stock-entry', receipt('2027-01-01', { item: 'NUT', qty: '1', rate: '1' }));
  const early = await create('stock-entry', receipt(DAYS[0], { item: 'BOLT', qty: '1', rate: '1' }));
  await request('POST', `/api/resource/stock-entry/${early.id}/submit`, {});
  await request('DELETE', '/api/resource/item/BOLT', undefined, { 'if-match': '*' });
  await request('DELETE', '/api/resource/supplier/Kestrel', undefined, { 'if-match': '*' });
  await create('account', { account_number: '1000', account_name: 'Twice', root_type: 'asset' });
  await request('GET', '/api/finance/reports/trial-balance', undefined, {}, ['stock']);
  await request('GET', '/api/resource/item?colour=red');
}

/** The ledger refuses what stock has done; once the account is mended the message is sent again. */
async function removeAccountPurpose({ request, create }: StepRunner, day: string): Promise<void> {
  await request('PUT', '/api/resource/account/2100', { purpose: null }, { 'if-match': '*' });
  const { id } = await create('stock-entry', receipt(day, { item: 'NUT', qty: '7', rate: '3.3333' }));
  await request('POST', `/api/resource/stock-entry/${id}/submit`, {});
  await request('GET', `/api/resource/stock-entry/${id}`);
  await request('PUT', '/api/resource/account/2100', { purpose: 'goods_received' }, { 'if-match': '*' });
  await request('GET', `/api/wms/messages?key=${id}`);
  // Retries all of them: the answer for a single one depends on how far it is.
  await request('POST', '/api/wms/messages/retry', { state: 'refused' });
  await request('GET', `/api/resource/stock-entry/${id}`);
}

function journal(posting_date: string, debited: string, credited: string, amount: string) {
  return {
    posting_date,
    remark: `${debited} from ${credited}`,
    lines: [
      { account: debited, debit: amount },
      { account: credited, credit: amount },
    ],
  };
}

function receipt(posting_date: string | undefined, line: { item: string; qty: string; rate: string }) {
  return { purpose: 'receipt', posting_date, to_warehouse: 'MAIN', lines: [line] };
}
