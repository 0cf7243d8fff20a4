import { z } from 'zod/mini';
import { conditionSchema } from './condition.ts';

/** `snake_case`, as it stands in the database, on the wire and in a form. */
export const fieldNameSchema = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,62}$/));

/**
 * - `text`, `longtext`: string
 * - `int`: number; `bool`: boolean
 * - `decimal`, `money`: decimal string, never a float (`"1250.00"`)
 * - `date`: `YYYY-MM-DD`; `datetime`: ISO 8601 with `Z`
 * - `select`: one of `options`
 * - `link`: the id of a document of DocType `to`
 * - `table`: rows of the child declared in `fields`
 */
export const fieldTypeSchema = z.enum([
  'text',
  'longtext',
  'int',
  'bool',
  'decimal',
  'money',
  'date',
  'datetime',
  'select',
  'link',
  'table',
]);
export type FieldType = z.infer<typeof fieldTypeSchema>;

/** A named rule with an argument; the rule's code lives with whoever registered the name. */
export const fieldRuleSchema = z.object({ rule: z.string(), value: z.optional(z.unknown()) });

const optionSchema = z.object({ value: z.string(), label: z.string() });

const scalarField = {
  name: fieldNameSchema,
  label: z.string(),
  type: fieldTypeSchema,
  /** A sentence under the input. */
  help: z.optional(z.string()),
  required: z.optional(z.boolean()),
  /** Drawn but never written by a client: the server computes it. */
  readOnly: z.optional(z.boolean()),
  /** Accepted on create, refused on every later change. */
  setOnce: z.optional(z.boolean()),
  unique: z.optional(z.boolean()),
  /** What a new document starts with; of a date also `today`: the company's day when it is made. */
  default: z.optional(z.unknown()),
  maxLength: z.optional(z.int()),
  /** Digits after the point for `decimal` and `money`. */
  scale: z.optional(z.int()),
  /** Inclusive bounds as decimal strings, for `int`, `decimal` and `money`. */
  min: z.optional(z.string()),
  max: z.optional(z.string()),
  options: z.optional(z.array(optionSchema)),
  /** The DocType a `link` points to, in URL form: `account`, `stock-entry`. */
  to: z.optional(z.string()),
  /** Fixed equality filters for a link's picker, e.g. `{ "is_group": false }`. */
  linkFilter: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  /** What a link's picker leaves out, e.g. `{ "purpose": "inventory" }`: documents in which the field is this. */
  linkExcept: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  /** Fields in which a linked document must be as the one that links to it, e.g. `["root_type"]`: a parent account of the same root type. */
  linkSame: z.optional(z.array(z.string())),
  validate: z.optional(z.array(fieldRuleSchema)),
  visibleWhen: z.optional(conditionSchema),
  requiredWhen: z.optional(conditionSchema),
  /** Present when the list shows this field; `filter` also offers it as a filter. */
  list: z.optional(z.object({ column: z.int(), filter: z.optional(z.boolean()) })),
  /** Which plugin contributed the field; absent for the owner's own. */
  source: z.optional(z.string()),
};

/** A field of a child table's row: everything a field is, but never a table itself. */
export const rowFieldSchema = z.object(scalarField);
export type RowFieldMeta = z.infer<typeof rowFieldSchema>;

export const fieldSchema = z.object({
  ...scalarField,
  /** The columns of a `table`'s rows. */
  fields: z.optional(z.array(rowFieldSchema)),
  /** Least and most rows of a `table`. */
  minRows: z.optional(z.int()),
  maxRows: z.optional(z.int()),
});
/** One field, in one place: storage, REST, list and form follow from it. */
export type FieldMeta = z.infer<typeof fieldSchema>;
