import { codeField, defineDocType, tickBox } from '@business-m/doctype';
import { Refusal } from '@business-m/protocols';

export const warehouse = defineDocType({
  doctype: 'warehouse',
  label: 'Warehouse',
  labelPlural: 'Warehouses',
  naming: { by: 'field', field: 'warehouse_code' },
  titleField: 'warehouse_name',
  defaultSort: 'id',
  fields: [
    codeField('warehouse_code', 'Code', 40, 'Short and lasting: it cannot be changed later.'),
    { name: 'warehouse_name', label: 'Name', type: 'text', required: true, maxLength: 120, list: { column: 2, filter: true } },
    tickBox('disabled', 'Disabled', 'Takes no new movements.', 3),
  ],
  layout: [{ section: 'Warehouse', columns: [['warehouse_code', 'warehouse_name'], ['disabled']] }],
  permissions: [
    { role: 'stock', can: ['read', 'create', 'save', 'delete'] },
    // By name, in the vouchers behind the general ledger: they show all that a warehouse says (docs/warehouse.md).
    { role: 'accounts', can: ['read'] },
  ],
  guards: ['disabled'],
  hooks: {
    async beforeDelete(doc, { tx }) {
      const moved = await tx.selectFrom('stock_ledger_entry').select('id').where('warehouse', '=', doc.id).limit(1).executeTakeFirst();
      if (moved) throw new Refusal('in-use', `${doc.id} has stock movements. Disable it instead.`);
    },
  },
});
