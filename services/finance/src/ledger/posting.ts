import { createHash } from 'node:crypto';
import { type Decimal, money } from '@business-m/doctype/decimal';
import { Refusal, type VoucherRef } from '@business-m/protocols';
import { CompiledQuery } from 'kysely';
import type { FinanceDb, FinanceTx } from '../database.ts';

/** A line names its account by id, or by what the account is for. */
export interface PostingLine {
  account: string;
  debit: Decimal;
  credit: Decimal;
  remark: string | null;
}

export interface PostingHead {
  voucher: VoucherRef;
  posting_date: string;
  /** Whatever else tells this call from another with the same voucher. */
  fingerprint: unknown;
  postedBy: string;
  postedAt: Date;
}

/** What the ledger has of a voucher: from this call, or from an earlier one with the same arguments. */
export interface Posted {
  entries: number;
  postedAt: Date;
}

export type PostingWriter = ReturnType<typeof createPostingWriter>;

/** The only writer of the ledger: one statement locks the accounts, claims the voucher and appends the entries, or nothing. */
export function createPostingWriter(schema: string) {
  const texts = statements(schema);

  async function write(db: FinanceDb | FinanceTx, text: string, head: PostingHead, more: unknown[], isReversal: boolean) {
    const { voucher, posting_date, postedAt, postedBy } = head;
    const parameters = [voucher.doctype, voucher.id, posting_date, hashOf(head), postedAt, postedBy, ...more];
    const { rows } = await db.executeQuery<{ entries: number }>(CompiledQuery.raw(text, parameters));
    return rows[0] ? { entries: rows[0].entries, postedAt } : readEarlier(db, head, isReversal);
  }

  return {
    /** Appends a voucher's entries, once; refuses other arguments (`already-posted`). Null: an account cannot take postings. */
    post(
      db: FinanceDb | FinanceTx,
      head: PostingHead,
      lines: readonly PostingLine[],
      accountsBy: 'id' | 'purpose',
    ): Promise<Posted | null> {
      const rows = lines.map(({ account, debit, credit, remark }) => [account, money(debit), money(credit), remark]);
      const columns = [0, 1, 2, 3].map((column) => rows.map((row) => row[column]));
      return write(db, texts[accountsBy], head, columns, false);
    },
    /** Appends the mirror image of a voucher's entries, once; refuses when there are none (`not-posted`) or an account is disabled. */
    async reverse(db: FinanceDb | FinanceTx, head: PostingHead): Promise<Posted> {
      const posted = await write(db, texts.reversal, head, [], true);
      if (posted) return posted;
      const disabled = await disabledAccount(db, head.voucher);
      if (disabled !== null) throw new Refusal('account-disabled', takesNoPostings(disabled), { field: 'voucher' });
      throw new Refusal('not-posted', `${head.voucher.id} is not in the general ledger.`, { field: 'voucher' });
    },
  };
}

function statements(schema: string): Record<'id' | 'purpose' | 'reversal', string> {
  const table = (name: string) => `"${schema.replaceAll('"', '""')}"."${name}"`;
  /** `lines` defines `line`; `counted` is a row with the number of its `entries`, or no row when nothing is to be written. */
  const append = (isReversal: boolean, lines: string, counted: string) => `
    with ${lines}, posting as (
      insert into ${table('ledger_posting')}
        (voucher_doctype, voucher_id, is_reversal, posting_date, arguments_hash, entries, posted_at, posted_by)
      select $1::text, $2::text, ${isReversal}, $3::date, $4::text, entries, $5::timestamptz, $6::text from ${counted}
      on conflict (voucher_doctype, voucher_id, is_reversal) do nothing
      returning *
    ), appended as (
      insert into ${table('general_ledger_entry')}
        (posting_id, posting_date, voucher_doctype, voucher_id, is_reversal, account, debit, credit, remark)
      select posting.id, posting_date, voucher_doctype, voucher_id, is_reversal, account, debit, credit, remark
      from posting, line order by position
    )
    select entries from posting`;
  const given = (by: 'id' | 'purpose') =>
    append(
      false,
      `account_of as (
        select id, ${by} as key from ${table('account')}
        where ${by} = any($7::text[]) and not is_group and not disabled order by id for share
      ), line as (
        select id as account, debit, credit, remark, position
        from unnest($7::text[], $8::numeric[], $9::numeric[], $10::text[]) with ordinality as given (key, debit, credit, remark, position)
        join account_of using (key)
      )`,
      '(select count(*) as entries from line) as counted where entries = cardinality($7::text[])',
    );
  const reversal = append(
    true,
    `original as (
      select id, entries from ${table('ledger_posting')} where voucher_doctype = $1::text and voucher_id = $2::text and not is_reversal
    ), line as (
      select account, credit as debit, debit as credit, remark, id as position
      from ${table('general_ledger_entry')} where posting_id = (select id from original)
    ), account_of as (
      select id from ${table('account')} where id in (select account from line) and not disabled order by id for share
    )`,
    `(
      select entries from original where (select count(*) from account_of) = (select count(distinct account) from line)
    ) as counted`,
  );
  return { id: given('id'), purpose: given('purpose'), reversal };
}

/** The one rule of disabled accounts, wherever a posting comes from. */
export function takesNoPostings(account: string): string {
  return `${account} is disabled: it takes no postings, reversals included. Enable it in the chart of accounts first.`;
}

/** The first account of the voucher's posting that is disabled by now. */
async function disabledAccount(db: FinanceDb | FinanceTx, voucher: VoucherRef): Promise<string | null> {
  const found = await db
    .selectFrom('general_ledger_entry')
    .innerJoin('account', 'account.id', 'general_ledger_entry.account')
    .select('account.id')
    .where('voucher_doctype', '=', voucher.doctype)
    .where('voucher_id', '=', voucher.id)
    .where('disabled', '=', true)
    .orderBy('account.id')
    .limit(1)
    .executeTakeFirst();
  return found?.id ?? null;
}

/** The earlier posting of this voucher, which is why nothing was written. Null: there is none. */
async function readEarlier(db: FinanceDb | FinanceTx, head: PostingHead, isReversal: boolean): Promise<Posted | null> {
  const { voucher } = head;
  const found = await db
    .selectFrom('ledger_posting')
    .select(['entries', 'arguments_hash', 'posted_at'])
    .where('voucher_doctype', '=', voucher.doctype)
    .where('voucher_id', '=', voucher.id)
    .where('is_reversal', '=', isReversal)
    .executeTakeFirst();
  if (!found) return null;
  if (found.arguments_hash === hashOf(head)) return { entries: found.entries, postedAt: new Date(found.posted_at) };
  throw new Refusal('already-posted', `${voucher.id} is in the general ledger already, with other figures.`, { field: 'voucher' });
}

function hashOf({ voucher, posting_date, fingerprint }: PostingHead): string {
  return createHash('sha256')
    .update(JSON.stringify([voucher.doctype, voucher.id, posting_date, fingerprint]))
    .digest('hex');
}
