import { defineDocType } from '@business-m/doctype';

/** One account of the chart: a leaf takes postings, a group sums what is below it. */
export const account = defineDocType({
  doctype: 'account',
  label: 'Account',
  labelPlural: 'Accounts',
  naming: { by: 'field', field: 'account_number' },
  titleField: 'account_name',
  treeField: 'parent_account',
  defaultSort: 'id',
  fields: [
    {
      name: 'account_number',
      label: 'Number',
      type: 'text',
      required: true,
      setOnce: true,
      maxLength: 20,
      help: 'Cannot be changed later. Accounts are listed in the order of their numbers.',
      list: { column: 1, filter: true },
    },
    { name: 'account_name', label: 'Name', type: 'text', required: true, maxLength: 120, list: { column: 2, filter: true } },
    {
      name: 'root_type',
      label: 'Root type',
      type: 'select',
      required: true,
      options: [
        { value: 'asset', label: 'Asset' },
        { value: 'liability', label: 'Liability' },
        { value: 'equity', label: 'Equity' },
        { value: 'income', label: 'Income' },
        { value: 'expense', label: 'Expense' },
      ],
      list: { column: 3, filter: true },
    },
    {
      name: 'parent_account',
      label: 'Parent account',
      type: 'link',
      to: 'account',
      linkFilter: { is_group: true },
      help: 'A group of the same root type.',
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
    {
      name: 'purpose',
      label: 'Purpose',
      type: 'select',
      help: 'Where postings from stock go. One account a purpose.',
      visibleWhen: { eq: ['is_group', false] },
      options: [
        { value: 'inventory', label: 'Inventory' },
        { value: 'goods_received', label: 'Goods received' },
        { value: 'cost_of_goods', label: 'Cost of goods' },
        { value: 'inventory_adjustment', label: 'Inventory adjustment' },
      ],
    },
    {
      name: 'disabled',
      label: 'Disabled',
      type: 'bool',
      default: false,
      help: 'Takes no new postings.',
      list: { column: 6, filter: true },
    },
  ],
  layout: [
    {
      section: 'Account',
      columns: [
        ['account_number', 'account_name', 'root_type'],
        ['parent_account', 'is_group', 'disabled'],
      ],
    },
    { section: 'Postings from stock', columns: [['purpose']] },
  ],
  permissions: [{ role: 'accounts', can: ['read', 'create', 'save', 'delete'] }],
});
