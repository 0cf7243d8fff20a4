import type { FieldMeta, RowFieldMeta } from '@business-m/metadata';
import type { DocTypeDeclaration } from '../declaration.ts';
import { schemaHash } from '../schema-hash.ts';

/** A declaration with where its documents live: one table, and one for each child table. */
export interface StoredDocType {
  declaration: DocTypeDeclaration;
  schemaHash: string;
  /** `journal_entry`. */
  table: string;
  /** Every field but tables: a column each. */
  scalars: readonly FieldMeta[];
  children: readonly ChildTable[];
}

export interface ChildTable {
  field: FieldMeta;
  /** `journal_entry_lines`. */
  table: string;
  columns: readonly RowFieldMeta[];
}

export function storedDocType(declaration: DocTypeDeclaration): StoredDocType {
  const table = declaration.doctype.replaceAll('-', '_');
  return {
    declaration,
    schemaHash: schemaHash(declaration),
    table,
    scalars: declaration.fields.filter((field) => field.type !== 'table'),
    children: declaration.fields
      .filter((field) => field.type === 'table')
      .map((field) => ({ field, table: `${table}_${field.name}`, columns: field.fields ?? [] })),
  };
}

/** The sequence that numbers a series; a rolled-back create leaves a gap, and nobody waits for anybody. */
export function seriesName(docType: StoredDocType): string {
  return `${docType.table}_series`;
}
