/** The columns every document has beside its own fields, with their PostgreSQL types. */
export const ENVELOPE_COLUMNS = {
  id: 'text',
  status: 'text',
  revision: 'bigint',
  created_at: 'timestamp(3) with time zone',
  created_by: 'text',
  modified_at: 'timestamp(3) with time zone',
  modified_by: 'text',
  amended_from: 'text',
} as const;
export type EnvelopeColumn = keyof typeof ENVELOPE_COLUMNS;

export function isEnvelopeColumn(name: string): name is EnvelopeColumn {
  return Object.hasOwn(ENVELOPE_COLUMNS, name);
}

/** The engine's own, never on the wire; also added to tables that lack them, so they may be null. */
export const INTERNAL_COLUMNS = {
  /** The revision a person last wrote, when the outbox has noted something since. */
  edited_revision: 'bigint',
} as const;

/** A row of a child table: whose, and where in it. */
export const ROW_COLUMNS = { parent: 'text', idx: 'integer' } as const;
