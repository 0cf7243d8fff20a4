import { problemSchema } from '@business-m/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHost, type TestHost } from '../testing/test-host.ts';

const receipt = { purpose: 'receipt', posting_date: '2026-01-05', to_warehouse: 'MAIN', lines: [{ item: 'BOLT', qty: '1', rate: '1' }] };
let host: TestHost;
beforeAll(async () => {
  host = await openTestHost([
    { doctype: 'uom', values: { uom_name: 'Nos' } },
    { doctype: 'item-group', values: { group_name: 'Fasteners' } },
    { doctype: 'item', values: { item_code: 'BOLT', item_name: 'Bolt', uom: 'Nos', item_group: 'Fasteners' } },
    { doctype: 'item', values: { item_code: 'NUT', item_name: 'Nut', uom: 'Nos' } },
    { doctype: 'warehouse', values: { warehouse_code: 'MAIN', warehouse_name: 'Main' } },
    { doctype: 'stock-entry', values: receipt, submit: true },
  ]);
}, 180_000);
afterAll(() => host.close());

const remove = (id: string, doctype = 'item') => host.fetch('DELETE', `/api/resource/${doctype}/${id}`, { headers: { 'if-match': '*' } });

test('refuses to delete an item that any domain refers to', async () => {
  const problem = problemSchema.parse(await (await remove('BOLT')).json());
  expect(problem).toMatchObject({ status: 409, code: 'in-use', detail: 'Item BOLT is used by Stock entry SE-00001.' });
  expect((await host.fetch('GET', '/api/resource/item/BOLT')).status).toBe(200);
});

test('refuses to delete a group that has items', async () => {
  const problem = problemSchema.parse(await (await remove('Fasteners', 'item-group')).json());
  expect(problem).toMatchObject({ status: 409, code: 'in-use', detail: 'Item group Fasteners is used by Item BOLT.' });
});

test('deletes an unreferenced item', async () => {
  expect((await remove('NUT')).status).toBe(204);
});
