import type { DocTypeMeta, FieldError, FieldMeta } from '@business-m/metadata';
import type { DocumentContext } from './document-context.ts';

/** A document as hooks see it: the envelope's columns beside the fields; decimals are strings; child tables are arrays. */
export type DocumentValues = Record<string, unknown> & {
  id: string;
  status: 'saved' | 'draft' | 'submitted' | 'cancelled';
  revision: number;
};
export type RowValues = Record<string, unknown> & { idx: number };

export interface Permission {
  role: string;
  /** `read` alone, or with the actions the role may take. */
  can: readonly ('read' | 'create' | 'save' | 'submit' | 'cancel' | 'amend' | 'delete')[];
}

export interface DocTypeHooks {
  /**
   * In the transaction of each create and save, after the fields were checked against the declaration and links resolved. May set
   * `readOnly` fields on `doc` (totals, statuses). Returns what is wrong, field by field; nothing is written then.
   */
  beforeSave?(doc: DocumentValues, context: DocumentContext): Promise<FieldError[] | undefined>;
  /** In the transaction that turns a draft into submitted. Throw a `Refusal` to roll all of it back. */
  onSubmit?(doc: DocumentValues, context: DocumentContext): Promise<void>;
  onCancel?(doc: DocumentValues, context: DocumentContext): Promise<void>;
  beforeDelete?(doc: DocumentValues, context: DocumentContext): Promise<void>;
}

/** A DocType, declared once: storage, REST, metadata, list and form follow. */
export interface DocTypeDeclaration {
  /** URL form: `journal-entry`. Its table is the same with underscores, in the domain's schema. */
  doctype: string;
  label: string;
  labelPlural: string;
  submittable?: boolean;
  naming: DocTypeMeta['naming'];
  titleField?: string;
  treeField?: string;
  /** `-posting_date`, `id`. */
  defaultSort: string;
  fields: readonly FieldMeta[];
  layout: DocTypeMeta['layout'];
  permissions: readonly Permission[];
  hooks?: DocTypeHooks;
}

/** Checks a declaration (names, layout, links, naming field) and returns it frozen; throws on a programmer's mistake. */
export type DefineDocType = (declaration: DocTypeDeclaration) => DocTypeDeclaration;
