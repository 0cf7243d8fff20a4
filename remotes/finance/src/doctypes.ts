/** The DocTypes finance draws, by their place in its paths. */
const doctypes = {
  accounts: 'account',
  'journal-entries': 'journal-entry',
  customers: 'customer',
  suppliers: 'supplier',
} as const;

export interface DocTypeScreen {
  doctype: (typeof doctypes)[keyof typeof doctypes];
  basePath: string;
}

/** Which DocType a desk path of finance shows: `/finance/customers/new` → `customer` below `/finance/customers`. */
export function screenAt(pathname: string): DocTypeScreen {
  const [, scope, place = ''] = pathname.split('/');
  const doctype = doctypes[place as keyof typeof doctypes];
  if (!doctype) throw new Error(`Finance has no documents at ${pathname}.`);
  return { doctype, basePath: `/${scope}/${place}` };
}
