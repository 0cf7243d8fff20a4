import { standalone } from '@business-m/sdk/testing';
import { DeskUi } from '@business-m/ui';
import { declaration } from '../remote.ts';
import { mockFinance } from './mocks/handlers.ts';

await standalone({
  scope: 'finance',
  declaration,
  screens: {
    './home': () => import('./home/home.tsx'),
    './chart': () => import('./chart/chart-of-accounts.tsx'),
    './list': () => import('./lists/list.tsx'),
    './form': () => import('./forms/form.tsx'),
    './trial-balance': () => import('./reports/trial-balance.tsx'),
    './general-ledger': () => import('./reports/general-ledger.tsx'),
  },
  handlers: mockFinance().handlers,
  Frame: DeskUi,
});
