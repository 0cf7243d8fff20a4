import type { DocTypeAction, DocTypeMeta, FieldError, FieldMeta } from '@business-m/metadata';
import type { DocumentValues, Envelope } from './document.ts';
import type { DocumentContext } from './document-context.ts';

export interface Permission {
  role: string;
  /** `read` alone, or with the actions the role may take. */
  can: readonly ('read' | DocTypeAction)[];
}

export interface DocTypeHooks<Doc extends Envelope = DocumentValues> {
  /**
   * In the transaction of each create and save, after the fields were checked against the declaration and links resolved. May set
   * `readOnly` fields on `doc` (totals, statuses). Returns what is wrong, field by field; nothing is written then.
   */
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
  /**
   * What the hooks read of documents of other domains that the fields link to, beside what each `linkFilter` names: DocType → its fields.
   * A dot follows a link inside the other domain.
   *
   * @example { item: ['disabled', 'uom.decimals'] }
   */
  reads?: Readonly<Record<string, readonly string[]>>;
  hooks?: DocTypeHooks;
}
