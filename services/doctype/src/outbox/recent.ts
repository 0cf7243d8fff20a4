import type { OutboxRow } from './outbox-row.ts';

const MAX_ROWS = 256;

/** The messages that this process handed over last: their outcomes need no query. */
export interface Recent {
  keep(row: OutboxRow): void;
  /** Removes the row: a second outcome looks it up in the database. */
  take(id: number): OutboxRow | undefined;
}

export function createRecent(): Recent {
  const rows = new Map<number, OutboxRow>();
  return {
    keep(row) {
      rows.delete(row.id);
      rows.set(row.id, row);
      if (rows.size > MAX_ROWS) rows.delete(rows.keys().next().value as number);
    },
    take(id) {
      const row = rows.get(id);
      rows.delete(id);
      return row;
    },
  };
}
