import { migration } from '@business-m/doctype';
import { type RawBuilder, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** An item and a warehouse, as columns or as values. */
export type Place = readonly [item: RawBuilder<unknown>, warehouse: RawBuilder<unknown>];

/** Bins by item and warehouse as people order these, the same as in their lists and on every engine. */
export function binOrder(schema: string, place: Place): RawBuilder<unknown>[] {
  const key = (text: RawBuilder<unknown>) => sql`(${sql.id(schema, 'sort_key')}(${text}, true)) collate "C"`;
  return place.flatMap((text) => [key(text), sql`${text} collate "C"`]);
}

export const indexBins = (schema: string): Migration =>
  migration(
    sql`create index stock_balance_in_order on ${sql.table(`${schema}.stock_balance`)}
      (${sql.join(binOrder(schema, [sql.ref('item'), sql.ref('warehouse')]))})`,
  );
