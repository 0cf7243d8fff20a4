import { setTimeout as delay } from 'node:timers/promises';
import type { Ask } from '../../services/host/src/testing/record-books.ts';

type Answer = Awaited<ReturnType<Ask>>;

const DAY_MS = 86_400_000;
const LOOK_MS = 100;
const ITEMS = ['BOLT', 'NUT', 'WIRE', 'FLOUR'];
const WAREHOUSES = ['MAIN', 'SHOP'];

/** What was refused while the company was made; its maker looks at it. */
export type Refused = { what: string; answer: Answer };

/** Does what users do, and keeps what was refused. */
export function createKeeper(ask: Ask) {
  const refused: Refused[] = [];
  async function attempt(method: string, path: string, body?: unknown): Promise<Answer['body'] | null> {
    const answer = await ask(method, path, body);
    if (answer.status < 300) return answer.body;
    refused.push({ what: `${method} ${path} ${JSON.stringify(body ?? null)}`, answer });
    return null;
  }
  const create = (doctype: string, values: object) => attempt('POST', `/api/resource/${doctype}`, values);
  const act = (doctype: string, id: string, action: string) => attempt('POST', `/api/resource/${doctype}/${id}/${action}`, {});
  const save = (doctype: string, id: string, values: object) =>
    attempt('PUT', `/api/resource/${doctype}/${encodeURIComponent(id)}`, values);
  const remove = (doctype: string, id: string) => attempt('DELETE', `/api/resource/${doctype}/${encodeURIComponent(id)}`);
  /** The id, when it was created and submitted. */
  async function submit(doctype: string, values: object): Promise<string | null> {
    const draft = await create(doctype, values);
    return draft && (await act(doctype, draft.id, 'submit')) ? draft.id : null;
  }
  return { refused, attempt, create, act, save, remove, submit };
}
export type Keeper = ReturnType<typeof createKeeper>;

/** `YYYY-MM-DD`, so many days from today. */
export const dayFromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** Masters, books and stock of half a year, with what later rules would refuse. */
export async function keepCompany(keeper: Keeper): Promise<void> {
  await makeMasters(keeper);
  await keepBooks(keeper);
  await moveStock(keeper);
  await refusePosting(keeper);
  await disableMasters(keeper);
}

async function makeMasters({ create, remove }: Keeper): Promise<void> {
  for (const [uom_name, decimals] of [
    ['Nos', 0],
    ['Kg', 3],
    ['KG', 2],
    ['Ｋｇ', 1],
    ['Metre', 2],
    ['me tre', 2],
  ])
    await create('uom', { uom_name, decimals });
  const uoms = ['Nos', 'Nos', 'Metre', 'Kg'];
  for (const [index, item_code] of ITEMS.entries())
    await create('item', { item_code, item_name: `The ${item_code}`, uom: uoms[index], allow_negative_stock: item_code === 'WIRE' });
  const twins = ['bolt', 'B OLT', 'ＢＯＬＴ', 'Bolt'];
  for (const item_code of twins) await create('item', { item_code, item_name: 'A bolt again', uom: 'KG', description: 'x'.repeat(4_000) });
  await create('item', { item_code: 'WORK', item_name: 'An hour of work', uom: 'Nos', is_stock_item: false });
  await create('item', { item_code: 'new', item_name: 'Called as the form is', uom: 'Nos' });
  const names = [
    'Brook',
    'BROOK',
    'Brook ',
    'Bro\u00adok',
    'Bro ok',
    'Ｂrook',
    'Brook & Sons',
    'BROOK & SONS',
    'Straße 1',
    'STRASSE 1',
    'İstanbul',
    'istanbul',
  ];
  names.push(
    'Ångström',
    'A\u030angstro\u0308m',
    'new',
    '\u202egnirts',
    '👩‍👩‍👧 family',
    'O’Neill',
    "O'Neill",
    'Item 10',
    'Item 9',
    `${'Very long '.repeat(13)}Ltd`,
  );
  for (const [index, name] of names.entries()) {
    const customer = await create('customer', { customer_name: name, disabled: name === 'BROOK' });
    if (index % 2 === 0) await create('supplier', { supplier_name: name, disabled: name === 'Brook' });
    if (name === 'Item 9') await remove('customer', customer.id);
  }
  for (const code of [...WAREHOUSES, 'OLD', 'main', 'MA IN'])
    await create('warehouse', { warehouse_code: code, warehouse_name: `The ${code}` });
  await makeAccounts({ create });
}

async function makeAccounts({ create }: Pick<Keeper, 'create'>): Promise<void> {
  const account = (account_number: string, account_name: string, root_type: string, more = {}) =>
    create('account', { account_number, account_name, root_type, ...more });
  await account('1000', 'Assets', 'asset', { is_group: true });
  await account('1100', 'Bank', 'asset', { parent_account: '1000' });
  await account('1110', 'Cash', 'asset', { parent_account: '1000' });
  await account('1300', 'Stock', 'asset', { parent_account: '1000', purpose: 'inventory' });
  await account('1900', 'Closed bank', 'asset', { parent_account: '1000' });
  await account('2100', 'Goods received', 'liability', { purpose: 'goods_received' });
  await account('3100', 'Capital', 'equity');
  await account('4000', 'Sales', 'income');
  await account('5000', 'Expenses', 'expense', { is_group: true });
  await account('5100', 'Cost of goods', 'expense', { parent_account: '5000', purpose: 'cost_of_goods' });
  await account('5200', 'Stock adjustments', 'expense', { parent_account: '5000', purpose: 'inventory_adjustment' });
  await account('6 000', 'Rent', 'expense');
  await account('6000', 'Rent', 'expense');
  await account('６０００', 'RENT', 'expense');
  await account('a1', 'Alpha', 'expense');
  await account('A1', 'alpha', 'expense');
}

const journal = (posting_date: string, debited: string, credited: string, amount: string, remark = 'Of the old desk') => ({
  posting_date,
  remark,
  lines: [
    { account: debited, debit: amount },
    { account: credited, credit: amount },
  ],
});

async function keepBooks({ create, act, submit, save, remove }: Keeper): Promise<void> {
  const submitted: string[] = [];
  const pairs = [
    ['1100', '4000'],
    ['5200', '1100'],
    ['1110', '1100'],
    ['6000', '1110'],
    ['6 000', '1900'],
    ['A1', '1100'],
    ['a1', '1110'],
  ] as const;
  await submit('journal-entry', journal(dayFromNow(-180), '1100', '3100', '250000.00', 'Capital'));
  for (let index = 0; index < 40; index += 1) {
    const [debited, credited] = pairs[index % pairs.length] ?? pairs[0];
    const id = await submit('journal-entry', journal(dayFromNow(-175 + index * 4), debited, credited, `${100 + index}.${10 + index}`));
    if (id) submitted.push(id);
  }
  // Days that are refused since, the first and the last that there are, and days to come.
  for (const day of ['0001-01-01', '0026-11-03', '1899-12-31', '2200-01-01', '9999-12-31', dayFromNow(30), dayFromNow(400)]) {
    await submit('journal-entry', journal(day, '1100', '4000', '1.01', `On ${day}`));
    const cancelled = await submit('journal-entry', journal(day, '1100', '4000', '2.02', `On ${day}, cancelled`));
    if (cancelled) await act('journal-entry', cancelled, 'cancel');
    await create('journal-entry', journal(day, '1100', '4000', '3.03', `On ${day}, a draft`));
  }
  for (const id of submitted.filter((_id, index) => index % 5 === 4)) {
    await act('journal-entry', id, 'cancel');
    const amended = await act('journal-entry', id, 'amend');
    if (!amended) continue;
    await save('journal-entry', amended.id, { remark: 'Amended' });
    if (submitted.indexOf(id) % 2 === 0) continue;
    await act('journal-entry', amended.id, 'submit');
    await act('journal-entry', amended.id, 'cancel');
    await act('journal-entry', amended.id, 'amend');
  }
  for (const account of ['1900', '6000', '６０００'])
    await create('journal-entry', journal(dayFromNow(-3), account, '1100', '9.99', `A draft on ${account}`));
  const many = { account: '1110', debit: '0.01' };
  await submit('journal-entry', {
    posting_date: dayFromNow(-2),
    remark: 'Many lines \u202ewith a turn, and “quotes”; drop table x; --',
    lines: [...Array.from({ length: 99 }, () => many), { account: '1100', credit: '0.99', remark: `${'ü'.repeat(100)}` }],
  });
  await submit('journal-entry', journal(dayFromNow(-1), '1100', '4000', '9999999999.99', 'As much as there is'));
  const gone = await create('journal-entry', journal(dayFromNow(-1), '1100', '4000', '5.00'));
  if (gone) await remove('journal-entry', gone.id);
}

type Movement = { purpose: string; day: number; from?: string; to?: string; lines: [item: string, qty: string, rate?: string][] };
export const stockEntry = ({ purpose, day, from, to, lines }: Movement) => ({
  purpose,
  posting_date: dayFromNow(day),
  ...(from ? { from_warehouse: from } : {}),
  ...(to ? { to_warehouse: to } : {}),
  remark: `${purpose} of day ${day}`,
  lines: lines.map(([item, qty, rate]) => ({ item, qty, ...(rate ? { rate } : {}) })),
});

async function moveStock({ create, act, save, submit }: Keeper): Promise<void> {
  const move = (movement: Movement) => submit('stock-entry', stockEntry(movement));
  const atLast: (string | null)[] = [];
  for (let day = -120; day < -10; day += 5) {
    await move({
      purpose: 'receipt',
      day,
      to: 'MAIN',
      lines: ITEMS.map((item, index) => [item, `${20 + index}`, `${3 + index}.${1000 + -day}`]),
    });
    await move({
      purpose: 'issue',
      day: day + 1,
      from: 'MAIN',
      lines: [
        [ITEMS[-day % 3] ?? '', '7'],
        ['FLOUR', '1.125'],
      ],
    });
    await move({
      purpose: 'transfer',
      day: day + 2,
      from: 'MAIN',
      to: 'SHOP',
      lines: [
        ['NUT', '3'],
        ['BOLT', '2'],
      ],
    });
    if (day % 20 === 0) atLast.push(await move({ purpose: 'receipt', day: day + 3, to: 'SHOP', lines: [['BOLT', '11', '7.7777']] }));
  }
  // One whose value later movements took: it could be cancelled then.
  const early = await move({ purpose: 'receipt', day: -9, to: 'SHOP', lines: [['NUT', '50', '9.9999']] });
  await move({ purpose: 'issue', day: -8, from: 'SHOP', lines: [['NUT', '5']] });
  if (early) await act('stock-entry', early, 'cancel');
  await move({ purpose: 'issue', day: -8, from: 'SHOP', lines: [['WIRE', '12.34']] });
  await move({
    purpose: 'receipt',
    day: -7,
    to: 'OLD',
    lines: [
      ['BOLT', '4', '2'],
      ['bolt', '6', '2.5'],
    ],
  });
  await move({
    purpose: 'receipt',
    day: -7,
    to: 'MA IN',
    lines: [
      ['B OLT', '1.5', '2'],
      ['ＢＯＬＴ', '2', '3'],
      ['new', '5', '1'],
    ],
  });
  // A day ahead, as was allowed: its bin is shut until then.
  const ahead = await move({ purpose: 'receipt', day: 1, to: 'main', lines: [['FLOUR', '2.5', '4']] });
  await move({ purpose: 'issue', day: 1, from: 'main', lines: [['FLOUR', '0.5']] });
  const cancelledAhead = await move({ purpose: 'receipt', day: 1, to: 'main', lines: [['NUT', '3', '4']] });
  if (cancelledAhead) await act('stock-entry', cancelledAhead, 'cancel');
  for (const [index, id] of atLast.toReversed().entries()) {
    if (!id || !(await act('stock-entry', id, 'cancel'))) continue;
    const amended = await act('stock-entry', id, 'amend');
    if (amended && index % 2 === 0) await save('stock-entry', amended.id, { posting_date: dayFromNow(0) });
    if (amended && index % 2 === 0) await act('stock-entry', amended.id, 'submit');
  }
  const draft = await create('stock-entry', stockEntry({ purpose: 'receipt', day: 0, to: 'MAIN', lines: [['BOLT', '1', '1']] }));
  if (draft) await save('stock-entry', draft.id, { remark: 'A draft, saved twice' });
  await create('stock-entry', stockEntry({ purpose: 'issue', day: 1, from: 'MAIN', lines: [['NUT', '1']] }));
  await create('stock-entry', {
    ...stockEntry({ purpose: 'transfer', day: -5, from: 'MAIN', to: 'SHOP', lines: [['NUT', '1']] }),
    posting_date: '0202-11-30',
  });
  await create('stock-entry', stockEntry({ purpose: 'issue', day: -5, from: 'OLD', lines: [['bolt', '1']] }));
  if (ahead) await create('stock-entry', stockEntry({ purpose: 'receipt', day: -6, to: 'main', lines: [['FLOUR', '1', '4']] }));
}

/** Two that the ledger refused: one waits for people, and one is cancelled. */
async function refusePosting({ attempt, act, save, submit }: Keeper): Promise<void> {
  await save('account', '2100', { purpose: null });
  const ids = [];
  for (const qty of ['1', '2'])
    ids.push(await submit('stock-entry', stockEntry({ purpose: 'receipt', day: 0, to: 'SHOP', lines: [['BOLT', qty, '3']] })));
  const hasFailed = async (id: string | null) => (await attempt('GET', `/api/resource/stock-entry/${id}`))?.posting_status === 'failed';
  for (const id of ids) while (!(await hasFailed(id))) await delay(LOOK_MS);
  await save('account', '2100', { purpose: 'goods_received' });
  await act('stock-entry', ids[1] ?? '', 'cancel');
}

async function disableMasters({ save }: Keeper): Promise<void> {
  await save('item', 'bolt', { disabled: true });
  await save('warehouse', 'OLD', { disabled: true });
  await save('account', '1900', { disabled: true });
}
