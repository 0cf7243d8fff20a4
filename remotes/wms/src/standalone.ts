import { standalone } from '@business-m/sdk/testing';
import { DeskUi } from '@business-m/ui';
import { declaration } from '../remote.ts';
import { mockWarehouse } from './mocks/handlers.ts';

await standalone({
  scope: 'wms',
  declaration,
  screens: {
    './home': () => import('./home/home.tsx'),
    './list': () => import('./lists/list.tsx'),
    './form': () => import('./forms/form.tsx'),
    './stock-balance': () => import('./reports/stock-balance.tsx'),
    './stock-ledger': () => import('./reports/stock-ledger.tsx'),
    './messages': () => import('./messages/messages.tsx'),
  },
  handlers: mockWarehouse().handlers,
  Frame: DeskUi,
  user: { roles: ['stock', 'ops'] },
});
