import type { Audit } from '@business-m/doctype';
import { sql } from 'kysely';

/** What the triggers of the stock ledger refuse movement by movement, over the whole of it. */
export function auditStock(schema: string): Audit[] {
  const [entries, balances] = [sql.table(`${schema}.stock_ledger_entry`), sql.table(`${schema}.stock_balance`)];
  return [
    {
      finds: 'movements that do not continue from the one before',
      query: sql`select voucher_doctype || ' ' || voucher_id as name
        from (
          select *, sum(qty_change) over before as qty, sum(value_change) over before as value
          from ${entries} window before as (partition by item, warehouse order by id)
        ) m
        where qty_after <> qty or value_after <> value
        order by id limit 3`,
    },
    {
      finds: 'balances that are not the sum of their movements',
      query: sql`select item || ' in ' || warehouse as name
        from (select item, warehouse, sum(qty_change) as qty, sum(value_change) as value from ${entries} group by item, warehouse) m
          full join ${balances} b using (item, warehouse)
        where coalesce(m.qty, 0) <> coalesce(b.qty, 0) or coalesce(m.value, 0) <> coalesce(b.value, 0)
        order by 1 limit 3`,
    },
  ];
}
