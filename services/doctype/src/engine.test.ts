import { afterAll, beforeAll, expect, test } from 'vitest';
import { defineDocType } from './define-doctype.ts';
import { openTestDesk, type TestDesk } from './testing/index.ts';

const note = defineDocType({
  doctype: 'note', label: 'Note', labelPlural: 'Notes', naming: { by: 'field', field: 'code' }, defaultSort: 'id',
  fields: [{ name: 'code', label: 'Code', type: 'text', required: true, setOnce: true }, { name: 'amount', label: 'Amount', type: 'money' }],
  layout: [], permissions: [{ role: 'r', can: ['read', 'create', 'save', 'delete'] }],
});
let desk: TestDesk;
beforeAll(async () => { desk = await openTestDesk({ domains: () => [{ scope: 'notes', version: '1', docTypes: [note], migrations: {} }], roles: ['r'] }); });
afterAll(() => desk.close());
test('a', async () => {
  const a = await desk.create('note', { code: 'A', amount: '7' });
  expect(a).toMatchObject({ id: 'A', amount: '7.00', revision: 1 });
  expect(await desk.list('note')).toMatchObject({ total: 1 });
});
