import { defineDocType } from '@business-m/doctype';

/** A voucher written by hand: what a bookkeeper posts that no other document posts. */
export const journalEntry = defineDocType({
  doctype: 'journal-entry',
  label: 'Journal entry',
  labelPlural: 'Journal entries',
  submittable: true,
  reversal: 'same-date',
  naming: { by: 'series', prefix: 'JE-' },
  titleField: 'remark',
  defaultSort: '-posting_date',
  fields: [
    { name: 'posting_date', label: 'Posting date', type: 'date', required: true, default: 'today', list: { column: 1, filter: true } },
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
          // Worth what stock is worth: it changes with stock alone.
          linkExcept: { purpose: 'inventory' },
        },
        { name: 'debit', label: 'Debit', type: 'money', scale: 2, min: '0', max: '9999999999999.99' },
        { name: 'credit', label: 'Credit', type: 'money', scale: 2, min: '0', max: '9999999999999.99' },
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
  permissions: [{ role: 'accounts', can: ['read', 'create', 'save', 'submit', 'cancel', 'amend', 'delete'] }],
});
