import { retryWhenLost } from '@business-m/doctype';
import type { PostRequest } from '@business-m/protocols';
import { sql } from 'kysely';
import { amount, money } from '../amount.ts';
import type { FinanceDb, Int8 } from '../database.ts';
import { hashOf, type PostingHead } from './posting.ts';

/**
 * The usual case of a posting in one statement, which is a transaction by itself and one round trip: finds the accounts and holds them,
 * claims the voucher, appends the entries. False when nothing was written: the voucher is in the ledger already, or a purpose has no account.
 */
export async function postAtOnce(db: FinanceDb, schema: string, head: PostingHead, lines: PostRequest['lines']): Promise<boolean> {
  const { voucher, posting_date, postedAt, postedBy } = head;
  const table = (name: string) => sql.table(`${schema}.${name}`);
  const purposes = [...new Set(lines.map(({ purpose }) => purpose))];
  // Arrays, so that the statement is the same for any number of lines and PostgreSQL keeps it prepared.
  const statement = sql<{ id: Int8 }>`
    with account_of as (
      select purpose, id from ${table('account')}
      where purpose = any(${purposes}::text[]) and not is_group and not disabled order by id for share
    ), posting as (
      insert into ${table('ledger_posting')}
        (voucher_doctype, voucher_id, is_reversal, posting_date, arguments_hash, entries, posted_at, posted_by)
      select ${voucher.doctype}, ${voucher.id}, false, ${posting_date}::date, ${hashOf(head)}, ${lines.length}, ${postedAt}::timestamptz, ${postedBy}
      where (select count(*) from account_of) = ${purposes.length}
      on conflict (voucher_doctype, voucher_id, is_reversal) do nothing
      returning id, posting_date, voucher_doctype, voucher_id
    ), entries as (
      insert into ${table('general_ledger_entry')}
        (posting_id, posting_date, voucher_doctype, voucher_id, is_reversal, account, debit, credit, remark)
      select posting.id, posting.posting_date, posting.voucher_doctype, posting.voucher_id, false, account_of.id, debit, credit, remark
      from posting, unnest(
        ${lines.map(({ purpose }) => purpose)}::text[],
        ${lines.map(({ debit }) => money(amount(debit)))}::numeric[],
        ${lines.map(({ credit }) => money(amount(credit)))}::numeric[],
        ${lines.map(({ remark }) => remark ?? null)}::text[]
      ) with ordinality as line (purpose, debit, credit, remark, position)
      join account_of on account_of.purpose = line.purpose
      order by position
    )
    select id from posting`;
  const { rows } = await retryWhenLost(() => statement.execute(db));
  return rows.length === 1;
}
