import { useDeskLocation } from '@business-m/sdk';

/**
 * Which of a remote's DocTypes the desk's path shows: `/finance/customers/new` → `customer`, whose list is `/finance/customers`.
 *
 * @param docTypes by their place in the remote's paths: `{ customers: 'customer' }`
 */
export function useDocTypeScreen<Name extends string>(docTypes: Readonly<Record<string, Name>>) {
  const { pathname, params } = useDeskLocation();
  const [, scope, place = ''] = pathname.split('/');
  const doctype = docTypes[place];
  if (!doctype) throw new Error(`This remote has no documents at ${pathname}.`);
  return { doctype, basePath: `/${scope}/${place}`, id: params.id };
}
