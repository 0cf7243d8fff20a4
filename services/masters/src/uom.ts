import { defineDocType, type Permission } from '@business-m/doctype';

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
});
