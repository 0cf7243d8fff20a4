export const customers = [
  { customer_name: 'Alpine Cycles', email: 'orders@alpine-cycles.example', phone: '+41 44 555 01 10', country: 'Switzerland' },
  { customer_name: 'Brook & Daughter Bicycles', email: 'hello@brookbikes.example', phone: '+44 20 7946 0112', country: 'United Kingdom' },
  { customer_name: 'Citywheel Rental', email: 'fleet@citywheel.example', phone: '+49 30 5550 147', country: 'Germany' },
  { customer_name: 'De Fietsenmaker', email: 'inkoop@defietsenmaker.example', phone: '+31 20 555 0163', country: 'Netherlands' },
  { customer_name: 'Fjord Sykkel', email: 'post@fjordsykkel.example', phone: '+47 55 55 01 24', country: 'Norway' },
  { customer_name: 'Gravel Union', email: 'buy@gravelunion.example', phone: '+32 2 555 01 88', country: 'Belgium' },
  { customer_name: 'Nordlicht Velo', email: 'einkauf@nordlicht-velo.example', phone: '+49 40 5550 162', country: 'Germany' },
  { customer_name: 'Vélo Lumière', email: 'achats@velolumiere.example', phone: '+33 1 55 55 01 39', country: 'France' },
];

export const suppliers = [
  { supplier_name: 'Baltic Rim Works', email: 'sales@balticrim.example', phone: '+372 555 0131', country: 'Estonia' },
  { supplier_name: 'Castello Componenti', email: 'ordini@castello.example', phone: '+39 02 5550 117', country: 'Italy' },
  { supplier_name: 'Formosa Drivetrain', email: 'export@formosadrive.example', phone: '+886 2 5550 1420', country: 'Taiwan' },
  { supplier_name: 'Kestrel Tyres', email: 'trade@kestreltyres.example', phone: '+44 121 496 0158', country: 'United Kingdom' },
  { supplier_name: 'Lumen Electric', email: 'b2b@lumen-electric.example', phone: '+49 89 5550 176', country: 'Germany' },
  { supplier_name: 'Porto Leather Goods', email: 'geral@portoleather.example', phone: '+351 22 555 0105', country: 'Portugal' },
];
