import type { DemoDocument } from '@business-m/doctype';

const uoms = [
  { uom_name: 'Nos', decimals: 0 },
  { uom_name: 'Pair', decimals: 0 },
  { uom_name: 'Box', decimals: 0 },
  { uom_name: 'Kg', decimals: 3 },
  { uom_name: 'Metre', decimals: 2 },
  { uom_name: 'Litre', decimals: 3 },
];

const itemGroups = [
  { group_name: 'Brakes and cables' },
  { group_name: 'Drivetrain' },
  { group_name: 'Lights' },
  { group_name: 'Services', description: 'Work that is sold by the hour and not kept in stock.' },
  { group_name: 'Touch points', description: 'Saddles and grips.' },
  { group_name: 'Wheels and tyres' },
];

const items = {
  'Brakes and cables': [
    { item_code: 'BRK-PAD-01', item_name: 'Brake pads, resin', uom: 'Pair', description: 'For two-piston hydraulic callipers.' },
    { item_code: 'BRK-ROT-160', item_name: 'Brake rotor 160 mm', uom: 'Nos', description: 'Six-bolt, stainless steel.' },
    { item_code: 'CBL-GEAR', item_name: 'Gear cable housing', uom: 'Metre', description: '4 mm, cut from the reel.' },
  ],
  Drivetrain: [
    { item_code: 'CHN-11S', item_name: 'Chain, 11-speed', uom: 'Nos', description: '118 links, with quick link.' },
    { item_code: 'CRK-172', item_name: 'Crankset 172.5 mm', uom: 'Nos', description: '50/34, hollow axle.' },
    { item_code: 'LUB-CHN', item_name: 'Chain lubricant', uom: 'Litre', description: 'Wax emulsion, from the drum.' },
  ],
  Lights: [
    { item_code: 'LGT-FRT-80', item_name: 'Front light 80 lux', uom: 'Nos', description: 'For hub dynamos, with standlight.' },
    { item_code: 'LGT-REAR', item_name: 'Rear light', uom: 'Nos', description: 'Mudguard mount, with brake signal.' },
  ],
  Services: [
    { item_code: 'SRV-FIT', item_name: 'Workshop hour', uom: 'Nos', description: 'Fitting and adjustment.', is_stock_item: false },
  ],
  'Touch points': [
    { item_code: 'GRP-LTH', item_name: 'Leather grips', uom: 'Pair', description: 'Hand-stitched, honey.' },
    { item_code: 'SDL-TOUR', item_name: 'Touring saddle', uom: 'Nos', description: 'Leather, copper rails.' },
  ],
  'Wheels and tyres': [
    { item_code: 'RIM-700C', item_name: 'Rim 700C, 32 holes', uom: 'Nos', description: 'Double wall, tubeless ready.' },
    { item_code: 'SPK-STL', item_name: 'Spokes, stainless', uom: 'Box', description: '2.0 mm, a box of 100.', allow_negative_stock: true },
    { item_code: 'TYR-40-622', item_name: 'Tyre 40-622', uom: 'Nos', description: 'Folding, reflective stripe.' },
  ],
};

const customers = [
  { customer_name: 'Alpine Cycles', email: 'orders@alpine-cycles.example', phone: '+41 44 555 01 10', country: 'Switzerland' },
  { customer_name: 'Brook & Daughter Bicycles', email: 'hello@brookbikes.example', phone: '+44 20 7946 0112', country: 'United Kingdom' },
  { customer_name: 'Citywheel Rental', email: 'fleet@citywheel.example', phone: '+49 30 5550 147', country: 'Germany' },
  { customer_name: 'De Fietsenmaker', email: 'inkoop@defietsenmaker.example', phone: '+31 20 555 0163', country: 'Netherlands' },
  { customer_name: 'Fjord Sykkel', email: 'post@fjordsykkel.example', phone: '+47 55 55 01 24', country: 'Norway' },
  { customer_name: 'Gravel Union', email: 'buy@gravelunion.example', phone: '+32 2 555 01 88', country: 'Belgium' },
  { customer_name: 'Nordlicht Velo', email: 'einkauf@nordlicht-velo.example', phone: '+49 40 5550 162', country: 'Germany' },
  { customer_name: 'Vélo Lumière', email: 'achats@velolumiere.example', phone: '+33 1 55 55 01 39', country: 'France' },
];

const suppliers = [
  { supplier_name: 'Baltic Rim Works', email: 'sales@balticrim.example', phone: '+372 555 0131', country: 'Estonia' },
  { supplier_name: 'Castello Componenti', email: 'ordini@castello.example', phone: '+39 02 5550 117', country: 'Italy' },
  { supplier_name: 'Formosa Drivetrain', email: 'export@formosadrive.example', phone: '+886 2 5550 1420', country: 'Taiwan' },
  { supplier_name: 'Kestrel Tyres', email: 'trade@kestreltyres.example', phone: '+44 121 496 0158', country: 'United Kingdom' },
  { supplier_name: 'Lumen Electric', email: 'b2b@lumen-electric.example', phone: '+49 89 5550 176', country: 'Germany' },
  { supplier_name: 'Porto Leather Goods', email: 'geral@portoleather.example', phone: '+351 22 555 0105', country: 'Portugal' },
];

/** Halden Trading, a small wholesaler of bicycle parts: what it counts, keeps, sells, and with whom. */
export function demoDocuments(): DemoDocument[] {
  return [
    ...uoms.map((values) => ({ doctype: 'uom', values })),
    ...itemGroups.map((values) => ({ doctype: 'item-group', values })),
    ...Object.entries(items).flatMap(([item_group, group]) =>
      group.map((values) => ({ doctype: 'item', values: { ...values, item_group } })),
    ),
    ...customers.map((values) => ({ doctype: 'customer', values })),
    ...suppliers.map((values) => ({ doctype: 'supplier', values })),
  ];
}
