/** One stock entry of the demo company, `monthsAgo` months before today's, on `day`. */
export interface DemoMovement {
  monthsAgo: number;
  day: number;
  purpose: 'receipt' | 'issue' | 'transfer';
  from?: string;
  to?: string;
  remark: string;
  /** Item, quantity and, for a receipt, what one cost: `CHN-11S 480 14.50`. */
  lines: string[];
}

type Make = (monthsAgo: number, day: number, remark: string, lines: string[]) => DemoMovement;

const transfer = (monthsAgo: number, day: number, from: string, to: string, remark: string, lines: string[]): DemoMovement => ({
  monthsAgo,
  day,
  purpose: 'transfer',
  from,
  to,
  remark,
  lines,
});
const receipt: Make = (monthsAgo, day, remark, lines) => ({ monthsAgo, day, purpose: 'receipt', to: 'MAIN', remark, lines });
const delivery: Make = (monthsAgo, day, remark, lines) => ({ monthsAgo, day, purpose: 'issue', from: 'MAIN', remark, lines });
const counter = (monthsAgo: number, day: number, lines: string[]): DemoMovement => ({
  ...delivery(monthsAgo, day, 'Sold over the counter', lines),
  from: 'SHOP',
});

/** Five months in the order they happened. */
export const movements: DemoMovement[] = [
  receipt(5, 4, 'Formosa Drivetrain, delivery note FD-20418', ['CHN-11S 480 14.50', 'CRK-172 110 68.00', 'BRK-ROT-160 360 11.80']),
  receipt(5, 6, 'Baltic Rim Works, delivery note 7731', ['RIM-700C 220 31.00', 'SPK-STL 90 23.00']),
  receipt(5, 11, 'Kestrel Tyres, delivery note KT-1102', ['TYR-40-622 560 17.60']),
  transfer(5, 13, 'MAIN', 'SHOP', 'First stock for the trade counter', ['TYR-40-622 60', 'CHN-11S 40', 'BRK-ROT-160 24']),
  receipt(5, 18, 'Lumen Electric, delivery note 55-0926', ['LGT-FRT-80 180 27.90', 'LGT-REAR 260 9.75']),
  delivery(5, 24, 'Delivery to Gravel Union', ['TYR-40-622 140', 'CHN-11S 110', 'RIM-700C 64']),
  receipt(4, 3, 'Castello Componenti, delivery note 2291/A', ['BRK-PAD-01 640 6.40', 'CBL-GEAR 1800 0.6250']),
  receipt(4, 5, 'Porto Leather Goods, delivery note 318', ['GRP-LTH 160 12.30', 'SDL-TOUR 70 46.50']),
  delivery(4, 12, 'Delivery to Citywheel Rental', ['TYR-40-622 120', 'BRK-PAD-01 220', 'LGT-REAR 80']),
  transfer(4, 16, 'MAIN', 'SHOP', 'Trade counter, monthly stock', [
    'BRK-PAD-01 90',
    'LGT-FRT-80 24',
    'LGT-REAR 36',
    'GRP-LTH 30',
    'SDL-TOUR 12',
  ]),
  counter(4, 26, ['TYR-40-622 27', 'CHN-11S 14', 'BRK-PAD-01 31']),
  receipt(3, 2, 'Kestrel Tyres, delivery note KT-1187, new price list', ['TYR-40-622 400 18.25']),
  delivery(3, 9, 'Delivery to Alpine Cycles', ['CRK-172 42', 'CHN-11S 130', 'BRK-ROT-160 150']),
  receipt(3, 14, 'Castello Componenti, chain lubricant, four drums', ['LUB-CHN 240 8.2040']),
  delivery(3, 20, 'Delivery to De Fietsenmaker', ['SDL-TOUR 26', 'GRP-LTH 60', 'LGT-FRT-80 48']),
  counter(3, 27, ['SDL-TOUR 5', 'GRP-LTH 13', 'LGT-REAR 17', 'CHN-11S 12']),
  receipt(2, 4, 'Formosa Drivetrain, delivery note FD-20655', ['CHN-11S 360 14.95', 'CRK-172 60 69.40', 'BRK-ROT-160 200 11.80']),
  transfer(2, 8, 'MAIN', 'SHOP', 'Trade counter, monthly stock', ['CHN-11S 36', 'LUB-CHN 22.5', 'CBL-GEAR 180']),
  delivery(2, 15, 'Delivery to Nordlicht Velo', ['RIM-700C 84', 'SPK-STL 38', 'TYR-40-622 160']),
  delivery(2, 22, 'Delivery to Fjord Sykkel', ['LGT-FRT-80 62', 'LGT-REAR 90', 'CBL-GEAR 420.5']),
  counter(2, 28, ['CBL-GEAR 114.75', 'LUB-CHN 8.375', 'BRK-PAD-01 24', 'CHN-11S 19']),
  receipt(1, 3, 'Baltic Rim Works, delivery note 7904', ['RIM-700C 140 31.75', 'SPK-STL 60 23.60']),
  receipt(1, 7, 'Porto Leather Goods, delivery note 341', ['SDL-TOUR 40 46.50', 'GRP-LTH 90 12.90']),
  delivery(1, 12, 'Delivery to Vélo Lumière', ['CRK-172 36', 'CHN-11S 150', 'TYR-40-622 130']),
  transfer(1, 19, 'SHOP', 'RETURNS', 'Brought back by customers, to be claimed', ['TYR-40-622 4', 'LGT-REAR 2']),
  delivery(1, 23, 'Delivery to Brook & Daughter Bicycles', ['BRK-PAD-01 180', 'BRK-ROT-160 140', 'GRP-LTH 45']),
];

/** Entered by mistake, and cancelled. */
export const mistaken: DemoMovement = delivery(1, 27, 'Delivery to Gravel Union, entered twice', ['RIM-700C 24']);

/** Not submitted yet: what there is to do today. */
export const waiting: DemoMovement[] = [
  receipt(0, 1, 'Kestrel Tyres, delivery note KT-1240', ['TYR-40-622 320 18.40']),
  delivery(0, 1, 'Delivery to Alpine Cycles', ['CHN-11S 80', 'CRK-172 16']),
];
