import { ledgerPosition, readPeriod, readReportCursor, reportId, reportPage, reportPeriod, takePage } from '@business-m/doctype';
import { decimal, money } from '@business-m/doctype/decimal';
import type { GeneralLedger, GeneralLedgerRow } from '@business-m/metadata/reports';
import { Refusal } from '@business-m/protocols';
import { sql } from 'kysely';
import { z } from 'zod';
import { withDescendants } from '../chart/tree.ts';
import type { FinanceTx } from '../database.ts';

export const generalLedgerQuery = z.strictObject({ ...reportPeriod, ...reportPage, account: reportId });

/** One page of an account's entries by date, with balances that belong to it because `db` is one snapshot; a group shows those of all accounts below it. */
export async function readGeneralLedger(
  db: FinanceTx,
  { account, limit, cursor, ...query }: z.infer<typeof generalLedgerQuery>,
  today: string,
): Promise<GeneralLedger> {
  const { from, to } = readPeriod(query, today);
  const after = readReportCursor(cursor, ledgerPosition);
  const chart = await db.selectFrom('account').select(['id', 'account_name', 'parent_account as parent']).execute();
  const names = new Map(chart.map(({ id, account_name }) => [id, account_name]));
  const name = names.get(account);
  if (name === undefined) throw new Refusal('not-found', `There is no account ${account}.`, { field: 'account' });
  const accounts = withDescendants(chart, account);

  const { opening, closing, before } = await readBalances(db, accounts, { from, to, after });
  const found = await entriesOf(db, accounts)
    .select(['id', 'posting_date', 'voucher_doctype', 'voucher_id', 'account', 'debit', 'credit', 'remark', 'is_reversal'])
    .where('posting_date', '>=', from)
    .where('posting_date', '<=', to)
    .$if(after !== null, (query) =>
      query.where((eb) => eb(eb.refTuple('posting_date', 'id'), '>', eb.tuple(...(after as [string, string])))),
    )
    .orderBy('posting_date')
    .orderBy('id')
    .limit(limit + 1)
    .execute();

  let balance = decimal(before);
  const { shown, next_cursor } = takePage(found, limit, ({ posting_date, id }) => [posting_date, String(id)]);
  const rows = shown.map(({ id, ...entry }): GeneralLedgerRow => {
    const debit = decimal(entry.debit);
    const credit = decimal(entry.credit);
    balance = balance.plus(debit).minus(credit);
    return {
      entry: String(id),
      ...entry,
      account_name: names.get(entry.account) ?? entry.account,
      debit: money(debit),
      credit: money(credit),
      balance: money(balance),
    };
  });
  return {
    account,
    account_name: name,
    from,
    to,
    opening: money(decimal(opening)),
    rows,
    closing: money(decimal(closing)),
    next_cursor,
  };
}

function entriesOf(db: FinanceTx, accounts: string[]) {
  return db.selectFrom('general_ledger_entry').where('account', 'in', accounts);
}

/** Debit less credit before the period, at its end, and just before this page. */
async function readBalances(
  db: FinanceTx,
  accounts: string[],
  { from, to, after }: { from: string; to: string; after: [string, string] | null },
) {
  const balance = sql<string | null>`sum(debit - credit)`;
  const beforePage =
    after === null ? sql`posting_date < ${from}::date` : sql`(posting_date, id) <= (${after[0]}::date, ${after[1]}::bigint)`;
  return entriesOf(db, accounts)
    .select([
      sql<string | null>`${balance} filter (where posting_date < ${from}::date)`.as('opening'),
      balance.as('closing'),
      sql<string | null>`${balance} filter (where ${beforePage})`.as('before'),
    ])
    .where('posting_date', '<=', to)
    .executeTakeFirstOrThrow();
}
