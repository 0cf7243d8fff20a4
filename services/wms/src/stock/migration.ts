import { appendOnly, migration } from '@business-m/doctype';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The stock ledger and its balances. Constraints and triggers refuse whatever does not continue from the movement before. */
const statements = (schema: string) => [
  sql`create table ${sql.table(`${schema}.stock_balance`)} (
    item text not null,
    warehouse text not null references ${sql.table(`${schema}.warehouse`)},
    qty numeric(18, 6) not null default 0,
    value numeric(18, 2) not null default 0,
    rate numeric(24, 9) not null default 0,
    latest_posting_date date,
    primary key (item, warehouse),
    constraint no_value_without_quantity check (qty <> 0 or value = 0)
  )`,
  sql`create index stock_balance_by_warehouse on ${sql.table(`${schema}.stock_balance`)} (warehouse)`,
  sql`create table ${sql.table(`${schema}.stock_ledger_entry`)} (
    id bigint generated always as identity primary key,
    posting_date date not null,
    voucher_doctype text not null,
    voucher_id text not null,
    is_reversal boolean not null,
    seq integer not null,
    item text not null,
    warehouse text not null references ${sql.table(`${schema}.warehouse`)},
    qty_change numeric(18, 6) not null,
    value_change numeric(18, 2) not null,
    qty_after numeric(18, 6) not null,
    value_after numeric(18, 2) not null,
    written_at timestamptz not null,
    written_by text not null,
    unique (voucher_doctype, voucher_id, is_reversal, seq)
  )`,
  sql`create index stock_ledger_entry_by_balance on ${sql.table(`${schema}.stock_ledger_entry`)} (item, warehouse, id)`,
  sql`create index stock_ledger_entry_by_date on ${sql.table(`${schema}.stock_ledger_entry`)} (posting_date, id)`,
  sql`create index stock_ledger_entry_by_warehouse on ${sql.table(`${schema}.stock_ledger_entry`)} (warehouse)`,

  ...appendOnly(schema, ['stock_ledger_entry']),

  sql`create function ${sql.id(schema, 'check_stock_movement')}() returns trigger language plpgsql as $$
    declare
      before record;
    begin
      select qty_after, value_after, posting_date into before
        from ${sql.table(`${schema}.stock_ledger_entry`)} where item = new.item and warehouse = new.warehouse order by id desc limit 1;
      if new.qty_after <> coalesce(before.qty_after, 0) + new.qty_change
        or new.value_after <> coalesce(before.value_after, 0) + new.value_change
        or new.posting_date < before.posting_date then
        raise exception 'a movement of % in % does not continue from the one before', new.item, new.warehouse
          using errcode = 'check_violation', constraint = 'continues';
      end if;
      return new;
    end
  $$`,
  sql`create trigger continues before insert on ${sql.table(`${schema}.stock_ledger_entry`)}
    for each row execute function ${sql.id(schema, 'check_stock_movement')}()`,
];

export const createStockLedger = (schema: string): Migration => migration(...statements(schema));

/** What was reversed in the ledger was called posted. */
export const callReversed = (schema: string): Migration =>
  migration(
    sql`update ${sql.table(`${schema}.stock_entry`)} set posting_status = 'reversed' where status = 'cancelled' and posting_status = 'posted'`,
  );
