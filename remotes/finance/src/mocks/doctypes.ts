import type { DocTypeMeta, FieldMeta } from '@business-m/metadata';

const everything: DocTypeMeta['can'] = { read: true, actions: ['create', 'save', 'submit', 'cancel', 'amend', 'delete'] };
const rootTypes = ['asset', 'liability', 'equity', 'income', 'expense'].map((value) => ({
  value,
  label: value.replace(/^./, (letter) => letter.toUpperCase()),
}));
const disabled: FieldMeta = { name: 'disabled', label: 'Disabled', type: 'bool', default: false, list: { column: 9, filter: true } };

export const account: DocTypeMeta = {
  doctype: 'account',
  label: 'Account',
  labelPlural: 'Accounts',
  owner: 'finance',
  schemaHash: 'sha256:account',
  submittable: false,
  titleField: 'account_name',
  treeField: 'parent_account',
  naming: { by: 'field', field: 'account_number' },
  defaultSort: 'id',
  fields: [
    {
      name: 'account_number',
      label: 'Number',
      type: 'text',
      required: true,
      setOnce: true,
      maxLength: 20,
      help: 'Cannot be changed later.',
      list: { column: 1, filter: true },
    },
    { name: 'account_name', label: 'Name', type: 'text', required: true, maxLength: 120, list: { column: 2 } },
    { name: 'root_type', label: 'Root type', type: 'select', required: true, options: rootTypes, list: { column: 3, filter: true } },
    {
      name: 'parent_account',
      label: 'Parent account',
      type: 'link',
      to: 'account',
      linkFilter: { is_group: true },
      list: { column: 4, filter: true },
    },
    {
      name: 'is_group',
      label: 'Group',
      type: 'bool',
      default: false,
      help: 'A group takes no postings itself.',
      list: { column: 5, filter: true },
    },
    disabled,
  ],
  layout: [
    {
      section: 'Account',
      columns: [
        ['account_number', 'account_name', 'root_type'],
        ['parent_account', 'is_group', 'disabled'],
      ],
    },
  ],
  can: everything,
};

export const journalEntry: DocTypeMeta = {
  doctype: 'journal-entry',
  label: 'Journal entry',
  labelPlural: 'Journal entries',
  owner: 'finance',
  schemaHash: 'sha256:journal-entry',
  submittable: true,
  titleField: 'remark',
  naming: { by: 'series', prefix: 'JE-' },
  defaultSort: '-posting_date',
  fields: [
    { name: 'posting_date', label: 'Posting date', type: 'date', required: true, list: { column: 1, filter: true } },
    { name: 'remark', label: 'Remark', type: 'text', maxLength: 300, list: { column: 2 } },
    {
      name: 'lines',
      label: 'Lines',
      type: 'table',
      required: true,
      minRows: 2,
      maxRows: 500,
      fields: [
        {
          name: 'account',
          label: 'Account',
          type: 'link',
          to: 'account',
          required: true,
          linkFilter: { is_group: false, disabled: false },
        },
        { name: 'debit', label: 'Debit', type: 'money', scale: 2, min: '0' },
        { name: 'credit', label: 'Credit', type: 'money', scale: 2, min: '0' },
        { name: 'remark', label: 'Remark', type: 'text', maxLength: 300 },
      ],
    },
    { name: 'total_debit', label: 'Total debit', type: 'money', scale: 2, readOnly: true, list: { column: 3 } },
    { name: 'total_credit', label: 'Total credit', type: 'money', scale: 2, readOnly: true },
  ],
  layout: [
    { section: 'Entry', columns: [['posting_date'], ['remark']] },
    { section: 'Lines', columns: [['lines']] },
    { section: 'Totals', columns: [['total_debit'], ['total_credit']] },
  ],
  can: everything,
};

function party(doctype: 'customer' | 'supplier', label: string, prefix: string): DocTypeMeta {
  const name = `${doctype}_name`;
  return {
    doctype,
    label,
    labelPlural: `${label}s`,
    owner: 'masters',
    schemaHash: `sha256:${doctype}`,
    submittable: false,
    titleField: name,
    naming: { by: 'series', prefix },
    defaultSort: name,
    fields: [
      { name, label: 'Name', type: 'text', required: true, maxLength: 140, list: { column: 1 } },
      { name: 'email', label: 'E-mail', type: 'text', list: { column: 2 } },
      { name: 'phone', label: 'Phone', type: 'text', list: { column: 3 } },
      { name: 'country', label: 'Country', type: 'text', list: { column: 4, filter: true } },
      disabled,
    ],
    layout: [
      { section: label, columns: [[name], ['disabled']] },
      { section: 'Contact', columns: [['email', 'phone'], ['country']] },
    ],
    can: everything,
  };
}

export const customer = party('customer', 'Customer', 'CUST-');
export const supplier = party('supplier', 'Supplier', 'SUPP-');
