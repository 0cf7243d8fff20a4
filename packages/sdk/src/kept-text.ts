import type { User } from '@business-m/metadata';

/**
 * The browser's database of what a user has typed and not saved. One a user and tenant: another user never opens it, and deleting it (at an explicit
 * sign-out) makes open forms of other tabs stop writing.
 */
export const keptTextOf = ({ tenant, id }: Pick<User, 'tenant' | 'id'>): string => `desk-kept ${tenant} ${id}`;
