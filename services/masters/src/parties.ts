import { defineDocType, type Permission, tickBox } from '@business-m/doctype';
import { WORK } from './item.ts';

/** Buying and selling is accounts' work; the warehouse reads. */
const permissions: readonly Permission[] = [
  { role: 'accounts', can: WORK },
  { role: 'stock', can: ['read'] },
];

/** A company that goods are bought from or sold to, and how to reach it. */
function defineParty(doctype: 'customer' | 'supplier', label: string, prefix: string) {
  const name = `${doctype}_name`;
  return defineDocType({
    doctype,
    label,
    labelPlural: `${label}s`,
    naming: { by: 'series', prefix },
    titleField: name,
    defaultSort: name,
    fields: [
      { name, label: 'Name', type: 'text', required: true, maxLength: 140, list: { column: 1, filter: true } },
      { name: 'email', label: 'E-mail', type: 'text', maxLength: 254, validate: [{ rule: 'email' }], list: { column: 2 } },
      { name: 'phone', label: 'Phone', type: 'text', maxLength: 40, list: { column: 3 } },
      { name: 'country', label: 'Country', type: 'text', maxLength: 60, list: { column: 4, filter: true } },
      tickBox('disabled', 'Disabled', 'Cannot be used in new documents.', 5),
    ],
    layout: [
      { section: label, columns: [[name], ['disabled']] },
      { section: 'Contact', columns: [['email', 'phone'], ['country']] },
    ],
    permissions,
  });
}

export const customer = defineParty('customer', 'Customer', 'CUST-');
export const supplier = defineParty('supplier', 'Supplier', 'SUPP-');
