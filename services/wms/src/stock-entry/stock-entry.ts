import { type DocumentOf, type DraftOf, defineDocType, selectOptions } from '@business-m/doctype';

const leaves = { in: ['purpose', ['issue', 'transfer']] } satisfies { in: [string, string[]] };
const arrives = { in: ['purpose', ['receipt', 'transfer']] } satisfies { in: [string, string[]] };

/** Stock that comes in, goes out, or moves between two warehouses. */
export const stockEntry = defineDocType({
  doctype: 'stock-entry',
  label: 'Stock entry',
  labelPlural: 'Stock entries',
  submittable: true,
  reversal: 'today',
  naming: { by: 'series', prefix: 'SE-' },
  titleField: 'remark',
  defaultSort: '-posting_date',
  fields: [
    {
      name: 'purpose',
      label: 'Purpose',
      type: 'select',
      required: true,
      options: selectOptions({ receipt: 'Receipt', issue: 'Issue', transfer: 'Transfer' }),
      list: { column: 1, filter: true },
    },
    { name: 'posting_date', label: 'Posting date', type: 'date', required: true, default: 'today', list: { column: 2, filter: true } },
    {
      name: 'from_warehouse',
      label: 'From warehouse',
      type: 'link',
      to: 'warehouse',
      linkFilter: { disabled: false },
      visibleWhen: leaves,
      requiredWhen: leaves,
      list: { column: 3, filter: true },
    },
    {
      name: 'to_warehouse',
      label: 'To warehouse',
      type: 'link',
      to: 'warehouse',
      linkFilter: { disabled: false },
      visibleWhen: arrives,
      requiredWhen: arrives,
      list: { column: 4, filter: true },
    },
    { name: 'remark', label: 'Remark', type: 'text', maxLength: 300, list: { column: 5 } },
    {
      name: 'lines',
      label: 'Lines',
      type: 'table',
      required: true,
      minRows: 1,
      maxRows: 500,
      fields: [
        { name: 'item', label: 'Item', type: 'link', to: 'item', required: true, linkFilter: { is_stock_item: true, disabled: false } },
        { name: 'qty', label: 'Quantity', type: 'decimal', required: true, min: '0.000001', max: '999999999' },
        {
          name: 'rate',
          label: 'Rate',
          type: 'money',
          scale: 4,
          min: '0',
          max: '9999999',
          requiredWhen: { eq: ['purpose', 'receipt'] },
          help: 'Per unit. A receipt needs it; otherwise it follows from what the stock is worth.',
        },
        { name: 'amount', label: 'Amount', type: 'money', scale: 2, readOnly: true },
      ],
    },
    { name: 'total_value', label: 'Total value', type: 'money', scale: 2, readOnly: true, list: { column: 6 } },
    {
      name: 'posting_status',
      label: 'In the ledger',
      type: 'select',
      readOnly: true,
      default: 'none',
      options: selectOptions({ none: 'Not posted', pending: 'Pending', posted: 'Posted', reversed: 'Reversed', failed: 'Failed' }),
      list: { column: 7, filter: true },
    },
    { name: 'posting_error', label: 'Why it failed', type: 'text', readOnly: true, visibleWhen: { present: 'posting_error' } },
  ],
  layout: [
    { section: 'Movement', columns: [['purpose', 'posting_date'], ['from_warehouse', 'to_warehouse'], ['remark']] },
    { section: 'Lines', columns: [['lines']] },
    { section: 'Value', columns: [['total_value'], ['posting_status', 'posting_error']] },
  ],
  permissions: [
    { role: 'stock', can: ['read', 'create', 'save', 'submit', 'cancel', 'amend', 'delete'] },
    // Whoever reads the general ledger may open what its rows come from.
    { role: 'accounts', can: ['read'], statuses: ['submitted', 'cancelled'] },
  ],
  reads: { item: ['is_stock_item', 'allow_negative_stock', 'disabled', 'uom', 'uom.decimals'] },
});

export type StockEntry = DocumentOf<typeof stockEntry>;
export type StockDraft = DraftOf<typeof stockEntry>;
