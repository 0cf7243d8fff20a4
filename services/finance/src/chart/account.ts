import { codeField, defineDocType, selectOptions, tickBox } from '@business-m/doctype';

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
    codeField('account_number', 'Number', 20, 'Cannot be changed later. Accounts are listed in the order of their numbers.'),
    { name: 'account_name', label: 'Name', type: 'text', required: true, maxLength: 120, list: { column: 2, filter: true } },
    {
      name: 'root_type',
      label: 'Root type',
      type: 'select',
      required: true,
      options: selectOptions({ asset: 'Asset', liability: 'Liability', equity: 'Equity', income: 'Income', expense: 'Expense' }),
      list: { column: 3, filter: true },
    },
    {
      name: 'parent_account',
      label: 'Parent account',
      type: 'link',
      to: 'account',
      linkFilter: { is_group: true, disabled: false },
      linkSame: ['root_type'],
      help: 'A group of the same root type.',
      list: { column: 4, filter: true },
    },
    tickBox('is_group', 'Group', 'A group takes no postings itself.', 5),
    {
      name: 'purpose',
      label: 'Purpose',
      type: 'select',
      help: 'Where postings from stock go. One account a purpose.',
      visibleWhen: { eq: ['is_group', false] },
      options: selectOptions({
        inventory: 'Inventory',
        goods_received: 'Goods received',
        cost_of_goods: 'Cost of goods',
        inventory_adjustment: 'Inventory adjustment',
      }),
    },
    tickBox('disabled', 'Disabled', 'Takes no new postings.', 6),
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
