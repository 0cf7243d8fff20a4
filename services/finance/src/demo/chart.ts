type RootType = 'asset' | 'liability' | 'equity' | 'income' | 'expense';

interface DemoAccount {
  account_number: string;
  account_name: string;
  root_type: RootType;
  parent_account: string | null;
  is_group: boolean;
  purpose?: string;
}

const group = (root_type: RootType, account_number: string, account_name: string, parent_account: string | null = null): DemoAccount => ({
  account_number,
  account_name,
  root_type,
  parent_account,
  is_group: true,
});
const leaf = (
  root_type: RootType,
  account_number: string,
  account_name: string,
  parent_account: string,
  purpose?: string,
): DemoAccount => ({
  ...group(root_type, account_number, account_name, parent_account),
  is_group: false,
  ...(purpose ? { purpose } : {}),
});

/** Groups before what is below them. */
export const chart: DemoAccount[] = [
  group('asset', '1000', 'Assets'),
  group('asset', '1100', 'Cash and bank', '1000'),
  leaf('asset', '1110', 'Cash box, trade counter', '1100'),
  leaf('asset', '1120', 'Bank, current account', '1100'),
  group('asset', '1200', 'Receivables', '1000'),
  leaf('asset', '1210', 'Trade debtors', '1200'),
  leaf('asset', '1230', 'VAT recoverable', '1200'),
  group('asset', '1300', 'Stock', '1000'),
  leaf('asset', '1310', 'Goods for resale', '1300', 'inventory'),
  group('asset', '1400', 'Fixed assets', '1000'),
  leaf('asset', '1410', 'Warehouse equipment', '1400'),
  leaf('asset', '1420', 'Office equipment', '1400'),
  leaf('asset', '1490', 'Accumulated depreciation', '1400'),
  group('liability', '2000', 'Liabilities'),
  group('liability', '2100', 'Payables', '2000'),
  leaf('liability', '2110', 'Trade creditors', '2100'),
  leaf('liability', '2120', 'Goods received, not invoiced', '2100', 'goods_received'),
  leaf('liability', '2130', 'VAT payable', '2100'),
  leaf('liability', '2140', 'Payroll taxes payable', '2100'),
  group('liability', '2200', 'Loans', '2000'),
  leaf('liability', '2210', 'Bank loan', '2200'),
  group('equity', '3000', 'Equity'),
  leaf('equity', '3100', 'Share capital', '3000'),
  leaf('equity', '3200', 'Retained earnings', '3000'),
  group('income', '4000', 'Income'),
  leaf('income', '4110', 'Sales, domestic', '4000'),
  leaf('income', '4120', 'Sales, abroad', '4000'),
  group('expense', '5000', 'Expenses'),
  group('expense', '5100', 'Cost of sales', '5000'),
  leaf('expense', '5110', 'Cost of goods sold', '5100', 'cost_of_goods'),
  leaf('expense', '5120', 'Stock adjustments', '5100', 'inventory_adjustment'),
  leaf('expense', '5130', 'Freight', '5100'),
  group('expense', '5200', 'Running costs', '5000'),
  leaf('expense', '5210', 'Salaries', '5200'),
  leaf('expense', '5220', 'Rent', '5200'),
  leaf('expense', '5230', 'Electricity and internet', '5200'),
  leaf('expense', '5240', 'Insurance', '5200'),
  leaf('expense', '5250', 'Marketing', '5200'),
  leaf('expense', '5260', 'Bank charges', '5200'),
  leaf('expense', '5270', 'Depreciation', '5200'),
  group('expense', '5300', 'Financing', '5000'),
  leaf('expense', '5310', 'Loan interest', '5300'),
];
