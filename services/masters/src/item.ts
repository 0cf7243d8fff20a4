import { codeField, defineDocType, type Permission, tickBox } from '@business-m/doctype';

export const WORK = ['read', 'create', 'save', 'delete'] as const;

/** Items and their units are the warehouse's work; accounts read. */
export const itemPermissions: readonly Permission[] = [
  { role: 'stock', can: WORK },
  { role: 'accounts', can: ['read'] },
];

/** A unit in which items are counted, and how finely. */
export const uom = defineDocType({
  doctype: 'uom',
  label: 'Unit of measure',
  labelPlural: 'Units of measure',
  naming: { by: 'field', field: 'uom_name' },
  defaultSort: 'id',
  fields: [
    { name: 'uom_name', label: 'Name', type: 'text', required: true, setOnce: true, maxLength: 40, list: { column: 1, filter: true } },
    {
      name: 'decimals',
      label: 'Decimals',
      type: 'int',
      default: 0,
      min: '0',
      max: '6',
      help: 'Digits after the point in a quantity: 0 for pieces, 3 for kilograms.',
      list: { column: 2 },
    },
  ],
  layout: [{ section: 'Unit', columns: [['uom_name'], ['decimals']] }],
  permissions: itemPermissions,
  guards: ['decimals'],
});

/** What items are sorted by on a shelf, in a price list or in a report: tyres, lights, tools. */
export const itemGroup = defineDocType({
  doctype: 'item-group',
  label: 'Item group',
  labelPlural: 'Item groups',
  naming: { by: 'field', field: 'group_name' },
  defaultSort: 'id',
  fields: [
    { name: 'group_name', label: 'Name', type: 'text', required: true, setOnce: true, maxLength: 80, list: { column: 1, filter: true } },
    { name: 'description', label: 'Description', type: 'longtext', maxLength: 4000 },
    tickBox('disabled', 'Disabled', 'Cannot be used in new documents.', 2),
  ],
  layout: [
    { section: 'Item group', columns: [['group_name'], ['disabled']] },
    { section: 'Description', columns: [['description']] },
  ],
  permissions: itemPermissions,
});

export const item = defineDocType({
  doctype: 'item',
  label: 'Item',
  labelPlural: 'Items',
  naming: { by: 'field', field: 'item_code' },
  titleField: 'item_name',
  defaultSort: 'id',
  fields: [
    codeField('item_code', 'Code', 40, 'Cannot be changed later.'),
    { name: 'item_name', label: 'Name', type: 'text', required: true, maxLength: 140, list: { column: 2, filter: true } },
    { name: 'uom', label: 'Unit', type: 'link', to: 'uom', required: true, list: { column: 3, filter: true } },
    {
      name: 'item_group',
      label: 'Group',
      type: 'link',
      to: 'item-group',
      linkFilter: { disabled: false },
      list: { column: 4, filter: true },
    },
    { name: 'description', label: 'Description', type: 'longtext', maxLength: 4000 },
    {
      name: 'is_stock_item',
      label: 'Kept in stock',
      type: 'bool',
      default: true,
      help: 'Services and expenses are not.',
      list: { column: 5, filter: true },
    },
    {
      name: 'allow_negative_stock',
      label: 'Allow negative stock',
      type: 'bool',
      default: false,
      help: 'Issues may run ahead of receipts; the shortage is settled by the next receipt.',
      visibleWhen: { eq: ['is_stock_item', true] },
    },
    tickBox('disabled', 'Disabled', 'Cannot be used in new documents.', 6),
  ],
  layout: [
    {
      section: 'Item',
      columns: [
        ['item_code', 'item_name', 'item_group'],
        ['uom', 'disabled'],
      ],
    },
    { section: 'Stock', columns: [['is_stock_item'], ['allow_negative_stock']] },
    { section: 'Description', columns: [['description']] },
  ],
  permissions: itemPermissions,
  guards: ['uom', 'is_stock_item', 'disabled'],
});
