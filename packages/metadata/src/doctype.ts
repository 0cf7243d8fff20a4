import { z } from 'zod/mini';
import { fieldNameSchema, fieldSchema } from './field.ts';

/** URL form of a DocType's name: `journal-entry`. */
export const docTypeNameSchema = z.string().check(z.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/), z.maxLength(64));

export const docTypeActionSchema = z.enum(['create', 'save', 'submit', 'cancel', 'amend', 'delete']);
export type DocTypeAction = z.infer<typeof docTypeActionSchema>;

/** `GET /api/meta/<DocType>`: all a generic list and form need, for the caller that asks. */
export const docTypeMetaSchema = z.object({
  doctype: docTypeNameSchema,
  /** `Journal entry`, `Journal entries`. */
  label: z.string(),
  labelPlural: z.string(),
  /** The scope whose service owns the DocType. */
  owner: z.string(),
  /** `sha256:…` over the declaration; a save made against another hash is refused (`schema-changed`). */
  schemaHash: z.string(),
  submittable: z.boolean(),
  /** How cancelling dates what it reverses: as the document itself, or today. Absent: it posts nothing. */
  reversal: z.optional(z.enum(['same-date', 'today'])),
  /** Shown beside the id in pickers and headings; absent: the id alone. */
  titleField: z.optional(fieldNameSchema),
  /** `field`: the id is that field's value on create; `series`: the server numbers `JE-00001`. */
  naming: z.union([
    z.object({ by: z.literal('field'), field: fieldNameSchema }),
    z.object({ by: z.literal('series'), prefix: z.string() }),
  ]),
  /** Field by which the DocType is a tree (a link to itself), e.g. `parent_account`. */
  treeField: z.optional(fieldNameSchema),
  defaultSort: z.string(),
  fields: z.array(fieldSchema),
  /** Sections of columns of field names. A table field stands alone in its section. */
  layout: z.array(z.object({ section: z.string(), columns: z.array(z.array(z.string())) })),
  /** What this caller may do; the server enforces the same. */
  can: z.object({ read: z.boolean(), actions: z.array(docTypeActionSchema) }),
});
export type DocTypeMeta = z.infer<typeof docTypeMetaSchema>;

/** `GET /api/<scope>/discovery`: what one service owns. The gateway aggregates these into its routing. */
export const serviceDiscoverySchema = z.object({
  scope: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/)),
  version: z.string(),
  docTypes: z.array(z.object({ doctype: docTypeNameSchema, label: z.string(), schemaHash: z.string() })),
});
export type ServiceDiscovery = z.infer<typeof serviceDiscoverySchema>;
