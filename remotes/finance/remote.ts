/** Exposed module → its source. Few and coarse: each draws a kind of screen, so a second list or form costs no download. */
export const exposes = {
  './home': './src/home/home.tsx',
  './chart': './src/chart/chart-of-accounts.tsx',
  './list': './src/lists/list.tsx',
  './form': './src/forms/form.tsx',
  './trial-balance': './src/reports/trial-balance.tsx',
  './general-ledger': './src/reports/general-ledger.tsx',
};

const journalForm = ['/api/meta/journal-entry', '/api/meta/account', '/api/resource/account?is_group=false&disabled=false&limit=200'];
const accountForm = ['/api/meta/account', '/api/resource/account?is_group=true&limit=200'];

/** What the desk knows of finance without loading any of its code. */
export const declaration = {
  title: 'Finance',
  nav: [
    { title: 'Overview', path: '', icon: 'home' },
    { title: 'Journal entries', path: 'journal-entries', icon: 'book-open', group: 'Bookkeeping' },
    { title: 'Chart of accounts', path: 'accounts', icon: 'tree', group: 'Bookkeeping' },
    { title: 'Trial balance', path: 'trial-balance', icon: 'scale', group: 'Reports' },
    { title: 'General ledger', path: 'general-ledger', icon: 'list', group: 'Reports' },
    { title: 'Customers', path: 'customers', icon: 'users', group: 'Parties' },
    { title: 'Suppliers', path: 'suppliers', icon: 'truck', group: 'Parties' },
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
    {
      path: 'accounts',
      expose: './chart',
      title: 'Chart of accounts',
      preload: ['/api/finance/reports/trial-balance', '/api/meta/account'],
    },
    { path: 'accounts/new', expose: './form', title: 'New account', preload: accountForm },
    { path: 'accounts/:id', expose: './form', title: 'Account', preload: [...accountForm, '/api/resource/account/{id}'] },
    {
      path: 'journal-entries',
      expose: './list',
      title: 'Journal entries',
      preload: ['/api/meta/journal-entry', '/api/resource/journal-entry{search}'],
    },
    { path: 'journal-entries/new', expose: './form', title: 'New journal entry', preload: journalForm },
    {
      path: 'journal-entries/:id',
      expose: './form',
      title: 'Journal entry',
      preload: [...journalForm, '/api/resource/journal-entry/{id}'],
    },
    { path: 'trial-balance', expose: './trial-balance', title: 'Trial balance', preload: ['/api/finance/reports/trial-balance{search}'] },
    // Its report needs an account: on the bare path a preload of it would only be refused.
    {
      path: 'general-ledger',
      expose: './general-ledger',
      title: 'General ledger',
      preload: ['/api/meta/account', '/api/resource/account?limit=200'],
    },
    { path: 'customers', expose: './list', title: 'Customers', preload: ['/api/meta/customer', '/api/resource/customer{search}'] },
    { path: 'customers/new', expose: './form', title: 'New customer', preload: ['/api/meta/customer'] },
    { path: 'customers/:id', expose: './form', title: 'Customer', preload: ['/api/meta/customer', '/api/resource/customer/{id}'] },
    { path: 'suppliers', expose: './list', title: 'Suppliers', preload: ['/api/meta/supplier', '/api/resource/supplier{search}'] },
    { path: 'suppliers/new', expose: './form', title: 'New supplier', preload: ['/api/meta/supplier'] },
    { path: 'suppliers/:id', expose: './form', title: 'Supplier', preload: ['/api/meta/supplier', '/api/resource/supplier/{id}'] },
  ],
  permissions: ['accounts'],
};
