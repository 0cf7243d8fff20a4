import type { DocTypeDeclaration } from '@business-m/doctype';

/** How to reach somebody: the same for customers and suppliers. */
export const contactFields: DocTypeDeclaration['fields'] = [
  { name: 'email', label: 'E-mail', type: 'text', maxLength: 254, validate: [{ rule: 'email' }], list: { column: 2 } },
  { name: 'phone', label: 'Phone', type: 'text', maxLength: 40, list: { column: 3 } },
  { name: 'country', label: 'Country', type: 'text', maxLength: 60, list: { column: 4, filter: true } },
  {
    name: 'disabled',
    label: 'Disabled',
    type: 'bool',
    default: false,
    help: 'Cannot be used in new documents.',
    list: { column: 5, filter: true },
  },
];

export const contactLayout: DocTypeDeclaration['layout'][number] = { section: 'Contact', columns: [['email', 'phone'], ['country']] };
