import { defineDocType } from '@business-m/doctype';
import { partyPermissions } from './access.ts';
import { contactFields, contactLayout } from './party-fields.ts';

/** Somebody who buys from the company. */
export const customer = defineDocType({
  doctype: 'customer',
  label: 'Customer',
  labelPlural: 'Customers',
  naming: { by: 'series', prefix: 'CUST-' },
  titleField: 'customer_name',
  defaultSort: 'customer_name',
  fields: [
    { name: 'customer_name', label: 'Name', type: 'text', required: true, maxLength: 140, list: { column: 1, filter: true } },
    ...contactFields,
  ],
  layout: [{ section: 'Customer', columns: [['customer_name'], ['disabled']] }, contactLayout],
  permissions: partyPermissions,
});
