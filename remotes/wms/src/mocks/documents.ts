export const uoms = [
  { uom_name: 'Nos', decimals: 0 },
  { uom_name: 'Pair', decimals: 0 },
  { uom_name: 'Litre', decimals: 3 },
];

export const items = [
  { item_code: 'BRK-PAD-01', item_name: 'Brake pads, resin', uom: 'Pair', description: 'For two-piston hydraulic callipers.' },
  { item_code: 'CHN-11S', item_name: 'Chain, 11-speed', uom: 'Nos', description: '118 links, with quick link.' },
  { item_code: 'LUB-CHN', item_name: 'Chain lubricant', uom: 'Litre', description: 'Wax emulsion, from the drum.' },
  { item_code: 'TYR-40-622', item_name: 'Tyre 40-622', uom: 'Nos', description: 'Folding, reflective stripe.' },
];

export const warehouses = [
  { warehouse_code: 'MAIN', warehouse_name: 'Main warehouse' },
  { warehouse_code: 'SHOP', warehouse_name: 'Shop floor' },
];

type Line = [item: string, qty: string, rate: string, amount: string];

const lines = (rows: Line[]) => rows.map(([item, qty, rate, amount], index) => ({ idx: index + 1, item, qty, rate, amount }));
const posted = { status: 'submitted', posting_status: 'posted', posting_error: null };

export const stockEntries = [
  {
    ...posted,
    purpose: 'receipt',
    posting_date: '2026-01-08',
    to_warehouse: 'MAIN',
    remark: 'First delivery, Kestrel Tyres',
    total_value: '1980.00',
    lines: lines([['TYR-40-622', '80', '24.75', '1980.00']]),
  },
  {
    ...posted,
    purpose: 'receipt',
    posting_date: '2026-01-15',
    to_warehouse: 'MAIN',
    remark: 'Chains and lubricant',
    total_value: '1297.50',
    lines: lines([
      ['CHN-11S', '50', '21.9', '1095.00'],
      ['LUB-CHN', '25', '8.1', '202.50'],
    ]),
  },
  {
    ...posted,
    purpose: 'transfer',
    posting_date: '2026-01-20',
    from_warehouse: 'MAIN',
    to_warehouse: 'SHOP',
    remark: 'Refill the shop',
    total_value: '495.00',
    lines: lines([['TYR-40-622', '20', '24.75', '495.00']]),
  },
  {
    ...posted,
    purpose: 'issue',
    posting_date: '2026-02-03',
    from_warehouse: 'SHOP',
    remark: 'Sold over the counter',
    total_value: '148.50',
    lines: lines([['TYR-40-622', '6', '24.75', '148.50']]),
  },
  {
    ...posted,
    posting_status: 'failed',
    posting_error: 'The ledger refused it: No account has the purpose “inventory”.',
    purpose: 'receipt',
    posting_date: '2026-02-10',
    to_warehouse: 'MAIN',
    remark: 'Brake pads',
    total_value: '360.00',
    lines: lines([['BRK-PAD-01', '40', '9', '360.00']]),
  },
  {
    status: 'draft',
    posting_status: 'none',
    purpose: 'issue',
    posting_date: '2026-02-17',
    from_warehouse: 'SHOP',
    remark: 'Workshop use',
    lines: lines([['LUB-CHN', '2.5', '', '']]),
  },
];
