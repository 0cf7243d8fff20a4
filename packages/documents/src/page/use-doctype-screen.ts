import { useDeskLocation } from '@business-m/sdk';
import type { DocTypes } from '../routes.ts';

/**
 * Which of a remote's DocTypes the desk's path shows: `/finance/customers/new` → `customer`, whose list is `/finance/customers`.
 *
 * @param docTypes the table from which the remote's routes are declared
 */
export function useDocTypeScreen<Table extends DocTypes>(docTypes: Table) {
  const { pathname, params } = useDeskLocation();
  const [, scope, place = ''] = pathname.split('/');
  const doctype: Table[keyof Table]['doctype'] | undefined = docTypes[place]?.doctype;
  if (!doctype) throw new Error(`This remote has no documents at ${pathname}.`);
  return { doctype, basePath: `/${scope}/${place}`, id: params.id };
}
