import { docTypeRoutes } from '@business-m/documents/routes';

/** Exposed module → its source. Few and coarse: each draws a kind of screen, so a second list or form costs no download. */
export const exposes = {
  './home': './src/home/home.tsx',
  './list': './src/lists/list.tsx',
  './form': './src/forms/form.tsx',
  './stock-balance': './src/reports/stock-balance.tsx',
  './stock-ledger': './src/reports/stock-ledger.tsx',
  './messages': './src/messages/messages.tsx',
};

/** The pickers above a report read ahead. */
const reportFilters = ['/api/meta/item', '/api/meta/warehouse', '/api/resource/item?limit=200', '/api/resource/warehouse?limit=200'];

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
    ...docTypeRoutes({
      path: 'items',
      doctype: 'item',
      titles: ['Items', 'Item'],
      form: ['/api/meta/uom', '/api/resource/uom?limit=200'],
      document: ['/api/wms/reports/stock-balance?item={id}'],
    }),
    ...docTypeRoutes({ path: 'uoms', doctype: 'uom', titles: ['Units of measure', 'Unit of measure'] }),
    ...docTypeRoutes({ path: 'warehouses', doctype: 'warehouse', titles: ['Warehouses', 'Warehouse'] }),
    ...docTypeRoutes({
      path: 'stock-entries',
      doctype: 'stock-entry',
      titles: ['Stock entries', 'Stock entry'],
      form: [
        '/api/meta/item',
        '/api/meta/warehouse',
        '/api/resource/item?is_stock_item=true&disabled=false&limit=200',
        '/api/resource/warehouse?disabled=false&limit=200',
      ],
    }),
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
