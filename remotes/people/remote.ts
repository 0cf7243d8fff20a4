import { docTypeNav, docTypeRoutes } from '@business-m/documents/routes';
import { docTypes } from './doctypes.ts';

/** Exposed module → its source. */
export const exposes = { './list': './src/lists/list.tsx', './form': './src/forms/form.tsx' };

/** What the desk knows of people without loading any of its code. */
export const declaration = {
  title: 'People',
  nav: docTypeNav(docTypes, 'People'),
  routes: docTypeRoutes(docTypes),
  permissions: ['people', 'accounts'],
};
