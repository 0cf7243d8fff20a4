const group = (account_number: string, account_name: string, root_type: string, parent_account: string | null = null) => ({
  account_number,
  account_name,
  root_type,
  parent_account,
  is_group: true,
});
const leaf = (account_number: string, account_name: string, root_type: string, parent_account: string) => ({
  account_number,
  account_name,
  root_type,
  parent_account,
  is_group: false,
});

export const accounts = [
  group('1000', 'Assets', 'asset'),
  group('1100', 'Cash and bank', 'asset', '1000'),
  leaf('1110', 'Petty cash', 'asset', '1100'),
  leaf('1120', 'Bank, current account', 'asset', '1100'),
  leaf('1200', 'Trade receivables', 'asset', '1000'),
  leaf('1300', 'Inventory', 'asset', '1000'),
  group('2000', 'Liabilities', 'liability'),
  leaf('2100', 'Trade payables', 'liability', '2000'),
  leaf('2200', 'Value added tax', 'liability', '2000'),
  group('3000', 'Equity', 'equity'),
  leaf('3100', 'Share capital', 'equity', '3000'),
  group('4000', 'Income', 'income'),
  leaf('4100', 'Sales, bicycle parts', 'income', '4000'),
  group('5000', 'Expenses', 'expense'),
  leaf('5100', 'Cost of goods sold', 'expense', '5000'),
  leaf('5200', 'Rent', 'expense', '5000'),
  leaf('5300', 'Bank charges', 'expense', '5000'),
];

type Line = [account: string, debit: string | null, credit: string | null];

function entry(posting_date: string, remark: string, status: string, lines: Line[]) {
  const total = lines.reduce((sum, [, debit]) => sum + Math.round(Number(debit ?? 0) * 100), 0);
  const text = (total / 100).toFixed(2);
  return {
    posting_date,
    remark,
    status,
    total_debit: text,
    total_credit: text,
    lines: lines.map(([account, debit, credit], index) => ({ idx: index + 1, account, debit, credit, remark: null })),
  };
}

export const journalEntries = [
  entry('2026-01-02', 'Share capital paid in', 'submitted', [
    ['1120', '50000.00', null],
    ['3100', null, '50000.00'],
  ]),
  entry('2026-01-05', 'Rent January', 'submitted', [
    ['5200', '1850.00', null],
    ['1120', null, '1850.00'],
  ]),
  entry('2026-01-09', 'Cash for the till', 'submitted', [
    ['1110', '400.00', null],
    ['1120', null, '400.00'],
  ]),
  entry('2026-01-16', 'Invoice 1001, Nordlicht Velo', 'submitted', [
    ['1200', '4284.00', null],
    ['4100', null, '3600.00'],
    ['2200', null, '684.00'],
  ]),
  entry('2026-01-30', 'Bank charges January', 'submitted', [
    ['5300', '18.90', null],
    ['1120', null, '18.90'],
  ]),
  entry('2026-02-04', 'Rent February', 'submitted', [
    ['5200', '1850.00', null],
    ['1120', null, '1850.00'],
  ]),
  entry('2026-02-11', 'Nordlicht Velo pays invoice 1001', 'submitted', [
    ['1120', '4284.00', null],
    ['1200', null, '4284.00'],
  ]),
  entry('2026-02-20', 'Booked twice by mistake', 'cancelled', [
    ['5300', '18.90', null],
    ['1120', null, '18.90'],
  ]),
  entry('2026-03-03', 'Rent March', 'draft', [
    ['5200', '1850.00', null],
    ['1120', null, '1850.00'],
  ]),
];

export const customers = [
  { customer_name: 'Alpine Cycles', email: 'orders@alpine-cycles.example', phone: '+41 44 555 01 10', country: 'Switzerland' },
  { customer_name: 'De Fietsenmaker', email: 'inkoop@defietsenmaker.example', phone: '+31 20 555 0163', country: 'Netherlands' },
  { customer_name: 'Nordlicht Velo', email: 'einkauf@nordlicht-velo.example', phone: '+49 40 5550 162', country: 'Germany' },
];

export const suppliers = [
  { supplier_name: 'Baltic Rim Works', email: 'sales@balticrim.example', phone: '+372 555 0131', country: 'Estonia' },
  { supplier_name: 'Kestrel Tyres', email: 'trade@kestreltyres.example', phone: '+44 121 496 0158', country: 'United Kingdom' },
];
