export const uoms = [
  { uom_name: 'Nos', decimals: 0 },
  { uom_name: 'Pair', decimals: 0 },
  { uom_name: 'Box', decimals: 0 },
  { uom_name: 'Kg', decimals: 3 },
  { uom_name: 'Metre', decimals: 2 },
  { uom_name: 'Litre', decimals: 3 },
];

export const items = [
  { item_code: 'BRK-PAD-01', item_name: 'Brake pads, resin', uom: 'Pair', description: 'For two-piston hydraulic callipers.' },
  { item_code: 'BRK-ROT-160', item_name: 'Brake rotor 160 mm', uom: 'Nos', description: 'Six-bolt, stainless steel.' },
  { item_code: 'CBL-GEAR', item_name: 'Gear cable housing', uom: 'Metre', description: '4 mm, cut from the reel.' },
  { item_code: 'CHN-11S', item_name: 'Chain, 11-speed', uom: 'Nos', description: '118 links, with quick link.' },
  { item_code: 'CRK-172', item_name: 'Crankset 172.5 mm', uom: 'Nos', description: '50/34, hollow axle.' },
  { item_code: 'GRP-LTH', item_name: 'Leather grips', uom: 'Pair', description: 'Hand-stitched, honey.' },
  { item_code: 'LGT-FRT-80', item_name: 'Front light 80 lux', uom: 'Nos', description: 'For hub dynamos, with standlight.' },
  { item_code: 'LGT-REAR', item_name: 'Rear light', uom: 'Nos', description: 'Mudguard mount, with brake signal.' },
  { item_code: 'LUB-CHN', item_name: 'Chain lubricant', uom: 'Litre', description: 'Wax emulsion, from the drum.' },
  { item_code: 'RIM-700C', item_name: 'Rim 700C, 32 holes', uom: 'Nos', description: 'Double wall, tubeless ready.' },
  { item_code: 'SDL-TOUR', item_name: 'Touring saddle', uom: 'Nos', description: 'Leather, copper rails.' },
  { item_code: 'SPK-STL', item_name: 'Spokes, stainless', uom: 'Box', description: '2.0 mm, a box of 100.', allow_negative_stock: true },
  { item_code: 'TYR-40-622', item_name: 'Tyre 40-622', uom: 'Nos', description: 'Folding, reflective stripe.' },
  { item_code: 'SRV-FIT', item_name: 'Workshop hour', uom: 'Nos', description: 'Fitting and adjustment.', is_stock_item: false },
];
