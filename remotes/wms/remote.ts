import { docTypeNav, docTypeRoutes } from '@business-m/documents/routes';
import { docTypes } from './doctypes.ts';

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
    ...docTypeNav(docTypes, 'Movements'),
    { title: 'Stock balance', path: 'stock-balance', icon: 'boxes', group: 'Reports' },
    { title: 'Stock ledger', path: 'stock-ledger', icon: 'list', group: 'Reports' },
    ...docTypeNav(docTypes, 'Master data'),
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
    ...docTypeRoutes(docTypes, {
      items: {
        form: ['/api/meta/uom', '/api/resource/uom?limit=200', '/api/meta/item-group', '/api/resource/item-group?disabled=false&limit=200'],
        document: ['/api/wms/reports/stock-balance?item={id}'],
      },
      'stock-entries': {
        form: [
          '/api/meta/item',
          '/api/meta/warehouse',
          '/api/resource/item?is_stock_item=true&disabled=false&limit=200',
          '/api/resource/warehouse?disabled=false&limit=200',
        ],
      },
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
    { path: 'messages', expose: './messages', title: 'Ledger messages', preload: ['/api/wms/messages{search}'], permissions: ['ops'] },
  ],
  permissions: ['stock'],
};
