import { docTypeNav, docTypeRoutes } from '@business-m/documents/routes';
import { behindLedger, docTypes } from './doctypes.ts';

/** Exposed module → its source. Few and coarse: each draws a kind of screen, so a second list or form costs no download. */
export const exposes = {
  './home': './src/home/home.tsx',
  './chart': './src/chart/chart-of-accounts.tsx',
  './list': './src/lists/list.tsx',
  './form': './src/forms/form.tsx',
  './trial-balance': './src/reports/trial-balance.tsx',
  './general-ledger': './src/reports/general-ledger.tsx',
};

/** What the desk knows of finance without loading any of its code. */
export const declaration = {
  title: 'Finance',
  nav: [
    { title: 'Overview', path: '', icon: 'home' },
    ...docTypeNav(docTypes, 'Bookkeeping'),
    { title: 'Trial balance', path: 'trial-balance', icon: 'scale', group: 'Reports' },
    { title: 'General ledger', path: 'general-ledger', icon: 'list', group: 'Reports' },
    ...docTypeNav(docTypes, 'Parties'),
  ],
  routes: [
    {
      path: '',
      expose: './home',
      title: 'Finance',
      preload: [
        '/api/finance/reports/trial-balance',
        '/api/resource/journal-entry?status=draft&limit=1',
        '/api/resource/journal-entry?limit=8',
      ],
    },
    ...docTypeRoutes(docTypes, {
      accounts: {
        list: { expose: './chart', preload: ['/api/finance/reports/trial-balance', '/api/meta/account'] },
        form: ['/api/resource/account?is_group=true&disabled=false&limit=200'],
      },
      'journal-entries': {
        form: ['/api/meta/account', '/api/resource/account?is_group=false&disabled=false&purpose.not=inventory&limit=200'],
      },
    }),
    ...docTypeRoutes(behindLedger),
    { path: 'trial-balance', expose: './trial-balance', title: 'Trial balance', preload: ['/api/finance/reports/trial-balance{search}'] },
    // Its report needs an account: on the bare path a preload of it would only be refused.
    {
      path: 'general-ledger',
      expose: './general-ledger',
      title: 'General ledger',
      preload: ['/api/meta/account', '/api/resource/account?limit=200'],
    },
  ],
  permissions: ['accounts'],
};
