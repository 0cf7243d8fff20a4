/** One journal entry of the demo company, `monthsAgo` months before today's, on `day`. */
export interface DemoEntry {
  monthsAgo: number;
  day: number;
  /** `{month}` stands for the name of its month. */
  remark: string;
  /** Account, debit or minus credit and, where it says more than the entry's, a remark: `1120 -2905.00 Net pay`. */
  lines: string[];
}

const entry = (monthsAgo: number, day: number, remark: string, lines: DemoEntry['lines']): DemoEntry => ({ monthsAgo, day, remark, lines });

export const rent = (monthsAgo: number): DemoEntry =>
  entry(monthsAgo, 1, 'Rent of {month}, warehouse and trade counter', ['5220 1480.00', '1230 281.20', '1120 -1761.20']);

const salaries = (monthsAgo: number): DemoEntry =>
  entry(monthsAgo, 28, 'Salaries of {month}', ['5210 4150.00', '1120 -2905.00 Net pay', '2140 -1245.00 Wage tax and contributions']);

export const customerPays = (monthsAgo: number, day: number, customer: string, amount: string): DemoEntry =>
  entry(monthsAgo, day, `${customer} pays`, [`1120 ${amount}`, `1210 -${amount}`]);

const saleAbroad = (monthsAgo: number, day: number, customer: string, invoice: number, net: string): DemoEntry =>
  entry(monthsAgo, day, `Invoice ${invoice} to ${customer}`, [`1210 ${net} ${customer}`, `4120 -${net}`]);

const saleAtHome = (
  monthsAgo: number,
  day: number,
  customer: string,
  invoice: number,
  [net, vat, gross]: [string, string, string],
): DemoEntry => entry(monthsAgo, day, `Invoice ${invoice} to ${customer}`, [`1210 ${gross} ${customer}`, `4110 -${net}`, `2130 -${vat}`]);

const takings = (monthsAgo: number, day: number, cash: string, cards: string, net: string, vat: string): DemoEntry =>
  entry(monthsAgo, day, 'Takings of the trade counter, {month}', [
    `1110 ${cash} Cash`,
    `1120 ${cards} Cards`,
    `4110 -${net}`,
    `2130 -${vat}`,
  ]);

/** Five months in the order they happened. What suppliers invoice is what stock received; the last delivery is not invoiced yet. */
export const journal: DemoEntry[] = [
  entry(5, 1, 'Share capital paid in', ['1120 80000.00', '3100 -80000.00']),
  rent(5),
  entry(5, 2, 'Bank loan drawn', ['1120 40000.00', '2210 -40000.00']),
  entry(5, 2, 'Racking, pallet truck and packing bench', ['1410 9860.00', '1230 1873.40', '1120 -11733.40']),
  entry(5, 5, 'Two laptops and a label printer', ['1420 2340.00', '1230 444.60', '1120 -2784.60']),
  entry(5, 6, 'Change for the trade counter', ['1110 500.00', '1120 -500.00']),
  entry(5, 9, 'Insurance for the year', ['5240 1140.00', '1120 -1140.00']),
  entry(5, 20, 'Supplier invoices of {month}', [
    '2120 44991.00',
    '1230 1435.83 Lumen Electric',
    '2110 -18688.00 Formosa Drivetrain',
    '2110 -8890.00 Baltic Rim Works',
    '2110 -9856.00 Kestrel Tyres',
    '2110 -8992.83 Lumen Electric',
  ]),
  saleAbroad(5, 25, 'Gravel Union', 1001, '11480.00'),
  salaries(5),
  rent(4),
  entry(4, 10, 'Suppliers paid', ['2110 18688.00 Formosa Drivetrain', '2110 9856.00 Kestrel Tyres', '1120 -28544.00']),
  saleAtHome(4, 13, 'Citywheel Rental', 1002, ['8260.00', '1569.40', '9829.40']),
  entry(4, 18, 'Supplier invoices of {month}', ['2120 10444.00', '2110 -5221.00 Castello Componenti', '2110 -5223.00 Porto Leather Goods']),
  customerPays(4, 22, 'Gravel Union', '11480.00'),
  takings(4, 26, '430.10', '1700.00', '1790.00', '340.10'),
  entry(4, 27, 'Freight forwarder, deliveries since the start', ['5130 612.00', '1230 116.28', '1120 -728.28']),
  salaries(4),
  rent(3),
  entry(3, 8, 'Suppliers paid', ['2110 8890.00 Baltic Rim Works', '2110 8992.83 Lumen Electric', '1120 -17882.83']),
  saleAbroad(3, 10, 'Alpine Cycles', 1003, '12240.00'),
  customerPays(3, 12, 'Citywheel Rental', '9829.40'),
  entry(3, 16, 'Supplier invoices of {month}', ['2120 9268.96', '2110 -7300.00 Kestrel Tyres', '2110 -1968.96 Castello Componenti']),
  saleAbroad(3, 21, 'De Fietsenmaker', 1004, '6310.00'),
  takings(3, 27, '279.05', '1500.00', '1495.00', '284.05'),
  salaries(3),
  entry(3, 28, 'Depreciation of the quarter', ['5270 915.00', '1490 -915.00']),
  entry(3, 28, 'Bank loan, interest and first instalment', ['5310 600.00', '2210 2000.00', '1120 -2600.00']),
  rent(2),
  entry(2, 9, 'VAT return of the quarter, refunded', ['2130 2193.55', '1120 2520.16', '1230 -4713.71']),
  customerPays(2, 11, 'Alpine Cycles', '12240.00'),
  entry(2, 12, 'Suppliers paid', ['2110 5221.00 Castello Componenti', '2110 5223.00 Porto Leather Goods', '1120 -10444.00']),
  entry(2, 15, 'Payroll taxes of the quarter', ['2140 3735.00', '1120 -3735.00']),
  saleAtHome(2, 16, 'Nordlicht Velo', 1005, ['12080.00', '2295.20', '14375.20']),
  entry(2, 18, 'Supplier invoices of {month}', ['2120 11906.00', '2110 -11906.00 Formosa Drivetrain']),
  saleAbroad(2, 23, 'Fjord Sykkel', 1006, '5560.00'),
  entry(2, 25, 'Electricity and internet, three months', ['5230 488.00', '1230 92.72', '1120 -580.72']),
  takings(2, 28, '204.20', '1200.00', '1180.00', '224.20'),
  salaries(2),
  rent(1),
  entry(1, 6, 'Suppliers paid', ['2110 7300.00 Kestrel Tyres', '2110 1968.96 Castello Componenti', '1120 -9268.96']),
  customerPays(1, 9, 'De Fietsenmaker', '6310.00'),
  saleAbroad(1, 13, 'Vélo Lumière', 1007, '13360.00'),
  customerPays(1, 16, 'Nordlicht Velo', '14375.20'),
  entry(1, 18, 'Supplier invoices of {month}', ['2120 5861.00', '2110 -5861.00 Baltic Rim Works']),
  saleAbroad(1, 24, 'Brook & Daughter Bicycles', 1008, '6540.00'),
  entry(1, 26, 'Stand at the trade fair', ['5250 1150.00', '1230 218.50', '1120 -1368.50']),
  entry(1, 27, 'Bank charges of the half-year', ['5260 54.30', '1120 -54.30']),
  salaries(1),
];

/** Entered by mistake, and cancelled. */
export const mistaken: DemoEntry = entry(1, 27, 'Stand at the trade fair, entered twice', ['5250 1150.00', '1230 218.50', '1120 -1368.50']);
