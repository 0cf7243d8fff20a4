import { defineDocType } from '@business-m/doctype';
import { partyPermissions } from './access.ts';
import { contactFields, contactLayout } from './party-fields.ts';

/** Somebody the company buys from. */
export const supplier = defineDocType({
  doctype: 'supplier',
  label: 'Supplier',
  labelPlural: 'Suppliers',
  naming: { by: 'series', prefix: 'SUPP-' },
  titleField: 'supplier_name',
  defaultSort: 'supplier_name',
  fields: [
    { name: 'supplier_name', label: 'Name', type: 'text', required: true, maxLength: 140, list: { column: 1, filter: true } },
    ...contactFields,
  ],
  layout: [{ section: 'Supplier', columns: [['supplier_name'], ['disabled']] }, contactLayout],
  permissions: partyPermissions,
});
