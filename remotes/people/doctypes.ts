import type { DocTypes } from '@business-m/documents/routes';

/** The DocTypes that people draws, by their place in its paths: their routes and navigation entries follow. */
export const docTypes = { employees: { doctype: 'employee', icon: 'users', group: 'People' } } as const satisfies DocTypes;
