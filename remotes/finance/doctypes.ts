import type { DocTypes } from '@business-m/documents/routes';

/** The DocTypes that finance draws, by their place in its paths: their routes and navigation entries follow. */
export const docTypes = {
  'journal-entries': { doctype: 'journal-entry', icon: 'book-open', group: 'Bookkeeping' },
  accounts: { doctype: 'account', icon: 'tree', group: 'Bookkeeping', titles: ['Chart of accounts', 'Account'] },
  customers: { doctype: 'customer', icon: 'users', group: 'Parties' },
  suppliers: { doctype: 'supplier', icon: 'truck', group: 'Parties' },
} as const satisfies DocTypes;

/** What other domains posted, for whoever reads the ledger. In no navigation: the ledger's rows lead there. */
export const behindLedger = {
  'stock-entries': { doctype: 'stock-entry', icon: 'arrow-left-right', group: 'Behind the ledger', readOnly: true },
} as const satisfies DocTypes;
