/** Forms drawn from DocType metadata. An entry of its own: shared like `@business-m/documents`, and loaded only by screens that import it. */
export type { TableColumn, TableOptions } from '../table/table-options.ts';
export { DocTypeForm, type DocTypeFormProps } from './doctype-form.tsx';
export type { FormSlots, FormView } from './form-view.ts';
