import { z } from 'zod/mini';

/** draft → submitted → cancelled; a DocType that is not submittable stays `saved`. */
export const docStatusSchema = z.enum(['saved', 'draft', 'submitted', 'cancelled']);
export type DocStatus = z.infer<typeof docStatusSchema>;

/** One document on the wire, with its DocType's fields. Writes send the ETag `"<revision>"` back as `If-Match`. */
export const documentSchema = z.looseObject({
  id: z.string(),
  status: docStatusSchema,
  /** Starts at 1, grows by one with each write. */
  revision: z.int(),
  created_at: z.iso.datetime(),
  created_by: z.string(),
  modified_at: z.iso.datetime(),
  modified_by: z.string(),
  /** The cancelled document this draft was amended from. */
  amended_from: z.optional(z.nullable(z.string())),
});
export type Document = z.infer<typeof documentSchema>;

/**
 * `GET /api/resource/<DocType>?limit&cursor&sort&q&<field>=<value>`. `limit` 1 to 200 (50). `sort` is a field,
 * descending with a leading `-`. `q` searches id and title. Any other parameter is an equality filter on the field of
 * that name; an unknown one is refused. Child tables are left out of list items.
 */
export const documentListSchema = z.object({
  items: z.array(documentSchema),
  /** Rows that match, over all pages. */
  total: z.int(),
  /** Opaque; null on the last page. */
  next_cursor: z.nullable(z.string()),
});
export type DocumentList = z.infer<typeof documentListSchema>;

/** A row of a child table. `idx` is its position from 1, set by the server. */
export const tableRowSchema = z.looseObject({ idx: z.int() });
