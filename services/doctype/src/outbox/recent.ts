import type { OutboxRow } from './outbox-row.ts';

const MAX_ROWS = 256;

/** What this process handed over last, so that its outcome finds it without asking the database. */
export interface Recent {
  keep(row: OutboxRow): void;
  /** Once: what comes a second time is looked up. */
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
