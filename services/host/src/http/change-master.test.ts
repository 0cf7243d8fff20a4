import { problemSchema } from '@business-m/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHost, type TestHost } from '../testing/test-host.ts';

const entry = (purpose: string, warehouse: object, item: string, qty: string) => ({
  purpose,
  posting_date: '2026-01-05',
  ...warehouse,
  lines: [{ item, qty, rate: purpose === 'receipt' ? '1' : null }],
});
const receipt = (item: string, qty: string, to_warehouse = 'MAIN') => entry('receipt', { to_warehouse }, item, qty);
const issue = (item: string, qty: string, from_warehouse = 'MAIN') => entry('issue', { from_warehouse }, item, qty);
const item = (item_code: string, uom = 'Nos') => ({ doctype: 'item', values: { item_code, item_name: item_code, uom } });

let host: TestHost;
beforeAll(async () => {
  host = await openTestHost([
    { doctype: 'uom', values: { uom_name: 'Nos' } },
    { doctype: 'uom', values: { uom_name: 'Box' } },
    { doctype: 'uom', values: { uom_name: 'Kg', decimals: 3 } },
    { doctype: 'item-group', values: { group_name: 'Fasteners' } },
    { doctype: 'item', values: { ...item('BOLT').values, item_group: 'Fasteners' } },
    ...['NUT', 'CLIP', 'RACE'].map((code) => item(code)),
    item('PIN', 'Box'),
    item('WIRE', 'Kg'),
    { doctype: 'warehouse', values: { warehouse_code: 'MAIN', warehouse_name: 'Main' } },
    { doctype: 'warehouse', values: { warehouse_code: 'SHOP', warehouse_name: 'Shop' } },
    { doctype: 'stock-entry', values: receipt('BOLT', '10'), submit: true },
    { doctype: 'stock-entry', values: receipt('BOLT', '4', 'SHOP'), submit: true },
    { doctype: 'stock-entry', values: receipt('WIRE', '0.5'), submit: true },
  ]);
}, 180_000);
afterAll(() => host.close());

const change = (path: string, body: object) => host.fetch('PUT', `/api/resource/${path}`, { body, headers: { 'if-match': '*' } });
const remove = (id: string, doctype = 'item') => host.fetch('DELETE', `/api/resource/${doctype}/${id}`, { headers: { 'if-match': '*' } });
const problemOf = async (response: Response) => problemSchema.parse(await response.json());
async function post(values: object): Promise<string> {
  const draft = (await (await host.fetch('POST', '/api/resource/stock-entry', { body: values })).json()) as { id: string };
  const submitted = await host.fetch('POST', `/api/resource/stock-entry/${draft.id}/submit`);
  expect(submitted.status).toBe(200);
  return draft.id;
}

test('refuses to delete an item that any domain refers to', async () => {
  const problem = await problemOf(await remove('BOLT'));
  expect(problem).toMatchObject({ status: 409, code: 'in-use', detail: 'Item BOLT is used by Stock entry SE-00001.' });
  expect((await host.fetch('GET', '/api/resource/item/BOLT')).status).toBe(200);
});

test('refuses to delete a group that has items', async () => {
  const problem = await problemOf(await remove('Fasteners', 'item-group'));
  expect(problem).toMatchObject({ status: 409, code: 'in-use', detail: 'Item group Fasteners is used by Item BOLT.' });
});

test('deletes an unreferenced item', async () => {
  expect((await remove('NUT')).status).toBe(204);
});

test.each([
  ['item/BOLT', { uom: 'Box' }, 'uom', 'There is stock of BOLT: 10 in MAIN, 4 in SHOP. Bring it to zero there before you change the unit.'],
  [
    'item/BOLT',
    { is_stock_item: false },
    'is_stock_item',
    'There is stock of BOLT: 10 in MAIN, 4 in SHOP. Bring it to zero there before you stop keeping it in stock.',
  ],
  [
    'item/BOLT',
    { disabled: true },
    'disabled',
    'There is stock of BOLT: 10 in MAIN, 4 in SHOP. Bring it to zero there before you disable the item.',
  ],
  [
    'uom/Kg',
    { decimals: 0 },
    'decimals',
    'There is stock in Kg that cannot be counted in whole numbers: 0.5 of WIRE in MAIN. Bring it to zero there first.',
  ],
  [
    'uom/Kg',
    { decimals: null },
    'decimals',
    'There is stock in Kg that cannot be counted in whole numbers: 0.5 of WIRE in MAIN. Bring it to zero there first.',
  ],
  [
    'warehouse/SHOP',
    { disabled: true },
    'disabled',
    'There is stock in SHOP: 4 of BOLT. Move or issue it before you disable the warehouse.',
  ],
])('refuses to change %s to %j while stock lies there', async (path, body, field, detail) => {
  expect(await problemOf(await change(path, body))).toMatchObject({ status: 409, code: 'in-stock', field, detail, errors: [{ field }] });
});

test('allows what strands nothing', async () => {
  for (const [path, body] of [
    ['item/BOLT', { item_name: 'Hexagon bolt', disabled: false, uom: 'Nos' }],
    ['uom/Kg', { decimals: 1 }],
    ['uom/Kg', { decimals: 6 }],
    ['item/CLIP', { uom: 'Box' }],
    ['item/CLIP', { is_stock_item: false, disabled: true }],
    ['item/CLIP', { is_stock_item: true, disabled: false }],
  ] as const) {
    expect((await change(path, body)).status, `${path} ${JSON.stringify(body)}`).toBe(200);
  }
});

test('takes a disabled group for no item, and leaves it to those that have it', async () => {
  expect((await change('item-group/Fasteners', { disabled: true })).status).toBe(200);
  const made = await host.fetch('POST', '/api/resource/item', { body: { ...item('RIVET').values, item_group: 'Fasteners' } });
  expect(await problemOf(made)).toMatchObject({
    status: 422,
    errors: [{ field: 'item_group', code: 'wrong-link', message: 'Group “Fasteners” is disabled. Choose another.' }],
  });
  expect(await problemOf(await change('item/CLIP', { item_group: 'Fasteners' }))).toMatchObject({ status: 422, field: 'item_group' });
  expect((await change('item/BOLT', { item_name: 'Bolt', item_group: 'Fasteners' })).status).toBe(200);
  expect((await change('item-group/Fasteners', { disabled: false })).status).toBe(200);
});

test('keeps the unit in which drafts and the past are counted, until all of it is taken back', async () => {
  const draft = (await (await host.fetch('POST', '/api/resource/stock-entry', { body: receipt('PIN', '2') })).json()) as { id: string };
  const inDraft = await problemOf(await change('item/PIN', { uom: 'Nos' }));
  expect(inDraft).toMatchObject({
    code: 'in-use',
    field: 'uom',
    detail: expect.stringContaining(`The draft ${draft.id} counts PIN in Box.`),
  });
  await host.fetch('POST', `/api/resource/stock-entry/${draft.id}/submit`);
  const issued = await post(issue('PIN', '2'));
  const moved = await problemOf(await change('item/PIN', { uom: 'Nos' }));
  expect(moved).toMatchObject({ code: 'in-use', detail: expect.stringContaining(`${draft.id} has moved PIN in Box`) });
  expect((await change('item/PIN', { disabled: true })).status).toBe(200);
  const late = await problemOf(await host.fetch('POST', `/api/resource/stock-entry/${issued}/cancel`));
  expect(late).toMatchObject({
    code: 'item-disabled',
    field: 'lines.1.item',
    detail: expect.stringContaining('That holds for cancelling too'),
  });
  expect((await change('item/PIN', { disabled: false })).status).toBe(200);
  for (const id of [issued, draft.id]) expect((await host.fetch('POST', `/api/resource/stock-entry/${id}/cancel`)).status).toBe(200);
  expect((await change('item/PIN', { uom: 'Nos' })).status).toBe(200);
});

test('strands nothing when a receipt and a change of its item come at once', async () => {
  for (let round = 0; round < 12; round += 1) {
    const draft = (await (await host.fetch('POST', '/api/resource/stock-entry', { body: receipt('RACE', '1') })).json()) as { id: string };
    const [received, disabled] = await Promise.all([
      host.fetch('POST', `/api/resource/stock-entry/${draft.id}/submit`),
      change('item/RACE', { disabled: true }),
    ]);
    expect([received.status, disabled.status].toSorted(), `round ${round}`).toEqual(received.status === 200 ? [200, 409] : [200, 422]);
    if (disabled.status === 200) await change('item/RACE', { disabled: false });
    if (received.status === 200) await post(issue('RACE', '1'));
    else await host.fetch('DELETE', `/api/resource/stock-entry/${draft.id}`, { headers: { 'if-match': '*' } });
  }
});

test('leaves no draft behind that names a deleted item', async () => {
  for (let round = 0; round < 8; round += 1) {
    const code = `GONE${round}`;
    await host.fetch('POST', '/api/resource/item', { body: item(code).values });
    const [drafted, removed] = await Promise.all([
      host.fetch('POST', '/api/resource/stock-entry', { body: receipt(code, '1') }),
      remove(code),
    ]);
    expect([drafted.status, removed.status]).toEqual(removed.status === 204 ? [422, 204] : [201, 409]);
  }
});
