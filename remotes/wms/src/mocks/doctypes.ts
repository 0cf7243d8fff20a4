import type { DocTypeMeta, FieldMeta } from '@business-m/metadata';

const everything: DocTypeMeta['can'] = { read: true, actions: ['create', 'save', 'submit', 'cancel', 'amend', 'delete'] };
const leaves: FieldMeta['visibleWhen'] = { in: ['purpose', ['issue', 'transfer']] };
const arrives: FieldMeta['visibleWhen'] = { in: ['purpose', ['receipt', 'transfer']] };
const disabled: FieldMeta = { name: 'disabled', label: 'Disabled', type: 'bool', default: false, list: { column: 9, filter: true } };

export const uom: DocTypeMeta = {
  doctype: 'uom',
  label: 'Unit of measure',
  labelPlural: 'Units of measure',
  owner: 'masters',
  schemaHash: 'sha256:uom',
  submittable: false,
  naming: { by: 'field', field: 'uom_name' },
  defaultSort: 'id',
  fields: [
    { name: 'uom_name', label: 'Name', type: 'text', required: true, setOnce: true, maxLength: 40, list: { column: 1 } },
    { name: 'decimals', label: 'Decimals', type: 'int', default: 0, min: '0', max: '6', list: { column: 2 } },
  ],
  layout: [{ section: 'Unit', columns: [['uom_name'], ['decimals']] }],
  can: everything,
};

export const item: DocTypeMeta = {
  doctype: 'item',
  label: 'Item',
  labelPlural: 'Items',
  owner: 'masters',
  schemaHash: 'sha256:item',
  submittable: false,
  titleField: 'item_name',
  naming: { by: 'field', field: 'item_code' },
  defaultSort: 'id',
  fields: [
    { name: 'item_code', label: 'Code', type: 'text', required: true, setOnce: true, maxLength: 40, list: { column: 1 } },
    { name: 'item_name', label: 'Name', type: 'text', required: true, maxLength: 140, list: { column: 2 } },
    { name: 'uom', label: 'Unit', type: 'link', to: 'uom', required: true, list: { column: 3, filter: true } },
    { name: 'description', label: 'Description', type: 'longtext' },
    { name: 'is_stock_item', label: 'Kept in stock', type: 'bool', default: true, list: { column: 4, filter: true } },
    {
      name: 'allow_negative_stock',
      label: 'Allow negative stock',
      type: 'bool',
      default: false,
      visibleWhen: { eq: ['is_stock_item', true] },
    },
    disabled,
  ],
  layout: [
    {
      section: 'Item',
      columns: [
        ['item_code', 'item_name'],
        ['uom', 'disabled'],
      ],
    },
    { section: 'Stock', columns: [['is_stock_item'], ['allow_negative_stock']] },
    { section: 'Description', columns: [['description']] },
  ],
  can: everything,
};

export const warehouse: DocTypeMeta = {
  doctype: 'warehouse',
  label: 'Warehouse',
  labelPlural: 'Warehouses',
  owner: 'wms',
  schemaHash: 'sha256:warehouse',
  submittable: false,
  titleField: 'warehouse_name',
  naming: { by: 'field', field: 'warehouse_code' },
  defaultSort: 'id',
  fields: [
    { name: 'warehouse_code', label: 'Code', type: 'text', required: true, setOnce: true, maxLength: 40, list: { column: 1 } },
    { name: 'warehouse_name', label: 'Name', type: 'text', required: true, maxLength: 120, list: { column: 2 } },
    disabled,
  ],
  layout: [{ section: 'Warehouse', columns: [['warehouse_code', 'warehouse_name'], ['disabled']] }],
  can: everything,
};

export const stockEntry: DocTypeMeta = {
  doctype: 'stock-entry',
  label: 'Stock entry',
  labelPlural: 'Stock entries',
  owner: 'wms',
  schemaHash: 'sha256:stock-entry',
  submittable: true,
  titleField: 'remark',
  naming: { by: 'series', prefix: 'SE-' },
  defaultSort: '-posting_date',
  fields: [
    {
      name: 'purpose',
      label: 'Purpose',
      type: 'select',
      required: true,
      options: [
        { value: 'receipt', label: 'Receipt' },
        { value: 'issue', label: 'Issue' },
        { value: 'transfer', label: 'Transfer' },
      ],
      list: { column: 1, filter: true },
    },
    { name: 'posting_date', label: 'Posting date', type: 'date', required: true, list: { column: 2, filter: true } },
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
      fields: [
        { name: 'item', label: 'Item', type: 'link', to: 'item', required: true, linkFilter: { is_stock_item: true, disabled: false } },
        { name: 'qty', label: 'Quantity', type: 'decimal', required: true, min: '0.000001' },
        { name: 'rate', label: 'Rate', type: 'money', scale: 4, min: '0', requiredWhen: { eq: ['purpose', 'receipt'] } },
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
      options: [
        { value: 'none', label: 'Not yet' },
        { value: 'pending', label: 'Pending' },
        { value: 'posted', label: 'Posted' },
        { value: 'failed', label: 'Failed' },
      ],
      list: { column: 7, filter: true },
    },
    { name: 'posting_error', label: 'Why it failed', type: 'text', readOnly: true, visibleWhen: { present: 'posting_error' } },
  ],
  layout: [
    { section: 'Movement', columns: [['purpose', 'posting_date'], ['from_warehouse', 'to_warehouse'], ['remark']] },
    { section: 'Lines', columns: [['lines']] },
    { section: 'Value', columns: [['total_value'], ['posting_status', 'posting_error']] },
  ],
  can: everything,
};
