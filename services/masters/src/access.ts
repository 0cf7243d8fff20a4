import type { Permission } from '@business-m/doctype';

const WORK = ['read', 'create', 'save', 'delete'] as const;

/** Who buys and sells: accounts write, the warehouse reads. */
export const partyPermissions: readonly Permission[] = [
  { role: 'accounts', can: WORK },
  { role: 'stock', can: ['read'] },
];

/** What is bought and sold: the warehouse writes, accounts read. */
export const itemPermissions: readonly Permission[] = [
  { role: 'stock', can: WORK },
  { role: 'accounts', can: ['read'] },
];
