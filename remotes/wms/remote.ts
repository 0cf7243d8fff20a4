/** Exposed module → its source. Few and coarse: each draws a kind of screen, so a second list or form costs no download. */
export const exposes = {
  './home': './src/home/home.tsx',
  './list': './src/lists/list.tsx',
  './form': './src/forms/form.tsx',
  './stock-balance': './src/reports/stock-balance.tsx',
  './stock-ledger': './src/reports/stock-ledger.tsx',
  './messages': './src/messages/messages.tsx',
};

const entryForm = [
  '/api/meta/stock-entry',
  '/api/meta/item',
  '/api/meta/warehouse',
  '/api/resource/item?is_stock_item=true&disabled=false&limit=200',
  '/api/resource/warehouse?disabled=false&limit=200',
];
/** The pickers above a report read ahead. */
const reportFilters = ['/api/meta/item', '/api/meta/warehouse', '/api/resource/item?limit=200', '/api/resource/warehouse?limit=200'];
const itemForm = ['/api/meta/item', '/api/meta/uom', '/api/resource/uom?limit=200'];

/** What the desk knows of the warehouse without loading any of its code. */
export const declaration = {
  title: 'Warehouse',
  nav: [
    { title: 'Overview', path: '', icon: 'home' },
    { title: 'Stock entries', path: 'stock-entries', icon: 'arrow-left-right', group: 'Movements' },
    { title: 'Stock balance', path: 'stock-balance', icon: 'boxes', group: 'Reports' },
    { title: 'Stock ledger', path: 'stock-ledger', icon: 'list', group: 'Reports' },
    { title: 'Items', path: 'items', icon: 'package', group: 'Master data' },
    { title: 'Warehouses', path: 'warehouses', icon: 'warehouse', group: 'Master data' },
    { title: 'Units of measure', path: 'uoms', icon: 'ruler', group: 'Master data' },
    { title: 'Ledger messages', path: 'messages', icon: 'send', group: 'Operations' },
  ],
  routes: [
    {
      path: '',
      expose: './home',
      title: 'Warehouse',
      preload: [
        '/api/wms/reports/stock-balance?limit=1',
        '/api/resource/stock-entry?status=draft&limit=1',
        '/api/resource/stock-entry?posting_status=pending&sort=modified_at&limit=1',
        '/api/resource/stock-entry?posting_status=failed&limit=1',
        '/api/resource/stock-entry?limit=8',
      ],
    },
    { path: 'items', expose: './list', title: 'Items', preload: ['/api/meta/item', '/api/resource/item{search}'] },
    { path: 'items/new', expose: './form', title: 'New item', preload: itemForm },
    {
      path: 'items/:id',
      expose: './form',
      title: 'Item',
      preload: [...itemForm, '/api/resource/item/{id}', '/api/wms/reports/stock-balance?item={id}'],
    },
    { path: 'uoms', expose: './list', title: 'Units of measure', preload: ['/api/meta/uom', '/api/resource/uom{search}'] },
    { path: 'uoms/new', expose: './form', title: 'New unit of measure', preload: ['/api/meta/uom'] },
    { path: 'uoms/:id', expose: './form', title: 'Unit of measure', preload: ['/api/meta/uom', '/api/resource/uom/{id}'] },
    { path: 'warehouses', expose: './list', title: 'Warehouses', preload: ['/api/meta/warehouse', '/api/resource/warehouse{search}'] },
    { path: 'warehouses/new', expose: './form', title: 'New warehouse', preload: ['/api/meta/warehouse'] },
    { path: 'warehouses/:id', expose: './form', title: 'Warehouse', preload: ['/api/meta/warehouse', '/api/resource/warehouse/{id}'] },
    {
      path: 'stock-entries',
      expose: './list',
      title: 'Stock entries',
      preload: ['/api/meta/stock-entry', '/api/resource/stock-entry{search}'],
    },
    { path: 'stock-entries/new', expose: './form', title: 'New stock entry', preload: entryForm },
    { path: 'stock-entries/:id', expose: './form', title: 'Stock entry', preload: [...entryForm, '/api/resource/stock-entry/{id}'] },
    {
      path: 'stock-balance',
      expose: './stock-balance',
      title: 'Stock balance',
      preload: ['/api/wms/reports/stock-balance{search}', ...reportFilters],
    },
    {
      path: 'stock-ledger',
      expose: './stock-ledger',
      title: 'Stock ledger',
      preload: ['/api/wms/reports/stock-ledger{search}', ...reportFilters],
    },
    {
      path: 'messages',
      expose: './messages',
      title: 'Ledger messages',
      preload: ['/api/wms/messages{search}'],
      permissions: ['ops'],
    },
  ],
  permissions: ['stock'],
};
