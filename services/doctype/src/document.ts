import type { Document, RowFieldMeta } from '@business-m/metadata';

/** A document as the engine handles it: the envelope's columns beside the fields; decimals are strings, child tables are arrays. */
export type DocumentValues = Document;
export type RowValues = Record<string, unknown> & { idx: number };

export type Envelope = { [Name in keyof Document as string extends Name ? never : Name]: Document[Name] };

interface Declared {
  fields: readonly (RowFieldMeta & { fields?: readonly RowFieldMeta[] | undefined })[];
}

type Value<Field> = Field extends { type: 'bool' }
  ? boolean
  : Field extends { type: 'int' }
    ? number
    : Field extends { type: 'select'; options: readonly { value: infer Option }[] }
      ? Option
      : Field extends { type: 'table'; fields: infer Columns extends readonly RowFieldMeta[] }
        ? (ValuesOf<Columns[number]> & { idx: number })[]
        : string;

/** A hidden field is emptied, so `required` means a value only where the field is always seen. */
type MayBeNull<Field> = Field extends { type: 'bool' | 'table' }
  ? false
  : Field extends { visibleWhen: object }
    ? true
    : Field extends { required: true } | { readOnly: true; default: string | number }
      ? false
      : true;

type ValuesOf<Fields extends RowFieldMeta> = {
  [Field in Fields as Field['name']]: MayBeNull<Field> extends true ? Value<Field> | null : Value<Field>;
};

/** As `ValuesOf`, before what is required is there. */
type DraftValuesOf<Fields extends RowFieldMeta> = {
  [Field in Fields as Field['name']]: Field extends { type: 'bool' }
    ? boolean
    : Field extends { type: 'table'; fields: infer Columns extends readonly RowFieldMeta[] }
      ? (DraftValuesOf<Columns[number]> & { idx: number })[]
      : Value<Field> | null;
};

/** The documents of a declaration, e.g. `type Warehouse = DocumentOf<typeof warehouse>`. */
export type DocumentOf<Declaration extends Declared> = Envelope & ValuesOf<Declaration['fields'][number]>;

/** A document that is not submitted yet: of a submittable DocType it may be incomplete. */
export type DraftOf<Declaration extends Declared> = Declaration extends { submittable: true }
  ? Envelope & DraftValuesOf<Declaration['fields'][number]>
  : DocumentOf<Declaration>;

/** The columns of a declaration's table: its documents without their child tables, as a domain's own queries find them. */
export type StoredRow<Declaration extends Declared> = Envelope & ValuesOf<Exclude<Declaration['fields'][number], { type: 'table' }>>;
