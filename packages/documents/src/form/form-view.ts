import type { DocTypeMeta, Document } from '@business-m/metadata';
import type { ReactNode } from 'react';
import type { TableOptions } from '../table/table-options.ts';

/** The document as it is being typed, for a remote's own parts of a form. */
export interface FormView {
  meta: DocTypeMeta;
  /** As stored; null while it is new. */
  doc: Document | null;
  /** Scalar values on screen, as text; bools as booleans. */
  values: Readonly<Record<string, unknown>>;
  /** The rows of a child table on screen, blank ones included. */
  rows(table: string): readonly Readonly<Record<string, unknown>>[];
  dirty: boolean;
  /** Whether the user can type: a draft or saved document, and the permission to save it. */
  editable: boolean;
}

/** Where a remote adds what is its own to the generic form. */
export interface FormSlots {
  /** Under the sections: running totals, an indicator. */
  footer?(form: FormView): ReactNode;
  /** Buttons beside Save and Submit. */
  actions?(form: FormView): ReactNode;
  /** Beside the form where there is room, under it where there is not. */
  panel?(form: FormView): ReactNode;
  /** Under the title, before the sections: a posting status, a warning. */
  notice?(form: FormView): ReactNode;
  /** A reason why submitting makes no sense yet, in words; null when it does. The server rules all the same. */
  submitBlocked?(form: FormView): string | null;
  /** By table field; a function when they depend on what is typed. Keep each table's options the same object from drawing to drawing. */
  tables?: Readonly<Record<string, TableOptions>> | ((form: FormView) => Readonly<Record<string, TableOptions>>);
  /** Fields the remote shows in its own way. */
  hidden?: readonly string[];
}
