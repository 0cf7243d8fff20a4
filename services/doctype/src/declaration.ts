import type { DocTypeAction, DocTypeMeta, FieldError, FieldMeta } from '@business-m/metadata';
import type { DocumentValues, Envelope } from './document.ts';
import type { DocumentContext } from './document-context.ts';

export interface Permission {
  role: string;
  /** `read` alone, or with the actions the role may take. */
  can: readonly ('read' | DocTypeAction)[];
}

export interface DocTypeHooks<Doc extends Envelope = DocumentValues> {
  /** Runs in the transaction of a create or save, after validation. May set `readOnly` fields; returned errors stop the write. */
  beforeSave?(doc: Doc, context: DocumentContext): Promise<FieldError[] | undefined>;
  /** In the transaction that turns a draft into submitted. Throw a `Refusal` to roll all of it back. */
  onSubmit?(doc: Doc, context: DocumentContext): Promise<void>;
  onCancel?(doc: Doc, context: DocumentContext): Promise<void>;
  beforeDelete?(doc: Doc, context: DocumentContext): Promise<void>;
}

/** A DocType, declared once: storage, REST, metadata, list, form and the TypeScript types of its documents follow. */
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
  /** DocType of another domain → its fields that hooks read, e.g. `{ item: ['disabled', 'uom.decimals'] }`; a dot follows a link. */
  reads?: Readonly<Record<string, readonly string[]>>;
  hooks?: DocTypeHooks;
}
