import { defineDocType } from '@business-m/doctype';
import { itemPermissions } from './access.ts';

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
