import { appendOnly, migration } from '@business-m/doctype';
import { type RawBuilder, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The general ledger. Its constraints and triggers refuse changed, unbalanced, repeated or extended postings. */
const statements = (schema: string) => [
  sql`create table ${sql.table(`${schema}.ledger_posting`)} (
    id bigint generated always as identity primary key,
    voucher_doctype text not null,
    voucher_id text not null,
    is_reversal boolean not null,
    posting_date date not null,
    arguments_hash text not null,
    entries integer not null check (entries between 0 and 1000),
    posted_at timestamptz not null,
    posted_by text not null,
    unique (voucher_doctype, voucher_id, is_reversal)
  )`,
  sql`create table ${sql.table(`${schema}.general_ledger_entry`)} (
    id bigint generated always as identity primary key,
    posting_id bigint not null references ${sql.table(`${schema}.ledger_posting`)},
    posting_date date not null,
    voucher_doctype text not null,
    voucher_id text not null,
    is_reversal boolean not null,
    account text not null references ${sql.table(`${schema}.account`)},
    debit numeric(18, 2) not null,
    credit numeric(18, 2) not null,
    remark text,
    constraint one_side check ((debit > 0 and credit = 0) or (credit > 0 and debit = 0))
  )`,
  sql`create index general_ledger_entry_by_account on ${sql.table(`${schema}.general_ledger_entry`)} (account, posting_date, id)`,
  sql`create unique index account_by_purpose on ${sql.table(`${schema}.account`)} (purpose) where purpose is not null`,
  sql`create index general_ledger_entry_by_posting on ${sql.table(`${schema}.general_ledger_entry`)} (posting_id)`,

  ...appendOnly(schema, ['ledger_posting', 'general_ledger_entry']),

  checkPostings(schema),
  sql`create trigger checked after insert on ${sql.table(`${schema}.general_ledger_entry`)}
    referencing new table as inserted for each statement execute function ${sql.id(schema, 'check_ledger_postings')}()`,
];

export const createLedger = (schema: string): Migration => migration(...statements(schema));

/** For the postings of one voucher. */
export const indexVouchers = (schema: string): Migration =>
  migration(
    sql`create index general_ledger_entry_by_voucher on ${sql.table(`${schema}.general_ledger_entry`)} (voucher_doctype, voucher_id, id)`,
  );

/** Replaces an earlier check that read the tables twice. */
export const checkPostingsInOneLook = (schema: string): Migration => migration(checkPostings(schema));

/** Per statement, not per row: all lines of a posting arrive in one insert and are checked once. */
function checkPostings(schema: string): RawBuilder<unknown> {
  return sql`create or replace function ${sql.id(schema, 'check_ledger_postings')}() returns trigger language plpgsql as $$
    declare
      bad record;
    begin
      select i.posting_id, i.debit, i.credit, p.entries, i.found into bad
        from (
          select posting_id, sum(debit) as debit, sum(credit) as credit,
            (select count(*) from ${sql.table(`${schema}.general_ledger_entry`)} e where e.posting_id = inserted.posting_id) as found
          from inserted group by posting_id
        ) i join ${sql.table(`${schema}.ledger_posting`)} p on p.id = i.posting_id
        where i.debit <> i.credit or p.entries <> i.found limit 1;
      if not found then
        return null;
      end if;
      if bad.debit <> bad.credit then
        raise exception 'posting % is out of balance: debit %, credit %', bad.posting_id, bad.debit, bad.credit
          using errcode = 'check_violation', constraint = 'balanced';
      end if;
      raise exception 'posting % announced % entries and has %', bad.posting_id, bad.entries, bad.found
        using errcode = 'check_violation', constraint = 'complete';
    end
  $$`;
}
