import { defineDocType } from '@business-m/doctype';
import { Refusal } from '@business-m/protocols';

/** A place where stock is kept and counted by itself. */
export const warehouse = defineDocType({
  doctype: 'warehouse',
  label: 'Warehouse',
  labelPlural: 'Warehouses',
  naming: { by: 'field', field: 'warehouse_code' },
  titleField: 'warehouse_name',
  defaultSort: 'id',
  fields: [
    {
      name: 'warehouse_code',
      label: 'Code',
      type: 'text',
      required: true,
      setOnce: true,
      maxLength: 40,
      help: 'Short and lasting: it cannot be changed later.',
      list: { column: 1, filter: true },
    },
    { name: 'warehouse_name', label: 'Name', type: 'text', required: true, maxLength: 120, list: { column: 2, filter: true } },
    {
      name: 'disabled',
      label: 'Disabled',
      type: 'bool',
      default: false,
      help: 'Takes no new movements.',
      list: { column: 3, filter: true },
    },
  ],
  layout: [{ section: 'Warehouse', columns: [['warehouse_code', 'warehouse_name'], ['disabled']] }],
  permissions: [{ role: 'stock', can: ['read', 'create', 'save', 'delete'] }],
  hooks: {
    async beforeDelete(doc, { tx }) {
      const moved = await tx.selectFrom('stock_ledger_entry').select('id').where('warehouse', '=', doc.id).limit(1).executeTakeFirst();
      if (moved) throw new Refusal({ code: 'in-use', message: `${doc.id} has stock movements. Disable it instead.` });
    },
  },
});
