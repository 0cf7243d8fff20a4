import { retryWhenLost } from '@business-m/doctype';
import type { PostRequest } from '@business-m/protocols';
import { CompiledQuery } from 'kysely';
import { amount, money } from '../amount.ts';
import type { FinanceDb } from '../database.ts';
import { hashOf, type PostingHead } from './posting.ts';

/** False when nothing was written: the voucher is in the ledger already, or a purpose has no account. */
type PostAtOnce = (head: PostingHead, lines: PostRequest['lines']) => Promise<boolean>;

/**
 * The usual case of a posting in one statement, which is a transaction by itself and one round trip: finds the accounts and holds them,
 * claims the voucher, appends the entries. Its text is the same for any number of lines and written once, so PostgreSQL keeps it prepared.
 */
export function createPostAtOnce(db: FinanceDb, schema: string): PostAtOnce {
  const text = statement(schema);
  return async ({ voucher, posting_date, postedAt, postedBy, ...head }, lines) => {
    const purposes = [...new Set(lines.map(({ purpose }) => purpose))];
    const parameters = [
      purposes,
      purposes.length,
      voucher.doctype,
      voucher.id,
      posting_date,
      hashOf({ ...head, voucher, posting_date }),
      lines.length,
      postedAt,
      postedBy,
      lines.map(({ purpose }) => purpose),
      lines.map(({ debit }) => money(amount(debit))),
      lines.map(({ credit }) => money(amount(credit))),
      lines.map(({ remark }) => remark ?? null),
    ];
    const { rows } = await retryWhenLost(() => db.executeQuery(CompiledQuery.raw(text, parameters)));
    return rows.length === 1;
  };
}

function statement(schema: string): string {
  const table = (name: string) => `"${schema.replaceAll('"', '""')}"."${name}"`;
  return `
    with account_of as (
      select purpose, id from ${table('account')}
      where purpose = any($1::text[]) and not is_group and not disabled order by id for share
    ), posting as (
      insert into ${table('ledger_posting')}
        (voucher_doctype, voucher_id, is_reversal, posting_date, arguments_hash, entries, posted_at, posted_by)
      select $3::text, $4::text, false, $5::date, $6::text, $7::integer, $8::timestamptz, $9::text
      where (select count(*) from account_of) = $2::integer
      on conflict (voucher_doctype, voucher_id, is_reversal) do nothing
      returning id, posting_date, voucher_doctype, voucher_id
    ), entries as (
      insert into ${table('general_ledger_entry')}
        (posting_id, posting_date, voucher_doctype, voucher_id, is_reversal, account, debit, credit, remark)
      select posting.id, posting.posting_date, posting.voucher_doctype, posting.voucher_id, false, account_of.id, debit, credit, remark
      from posting, unnest($10::text[], $11::numeric[], $12::numeric[], $13::text[]) with ordinality
        as line (purpose, debit, credit, remark, position)
      join account_of on account_of.purpose = line.purpose
      order by position
    )
    select id from posting`;
}
