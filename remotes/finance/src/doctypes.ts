/** The DocTypes that finance draws, by their place in its paths. */
export const docTypes = {
  accounts: 'account',
  'journal-entries': 'journal-entry',
  customers: 'customer',
  suppliers: 'supplier',
} as const;
