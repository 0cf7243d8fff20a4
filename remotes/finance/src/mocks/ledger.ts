import { compareDecimals, subtractDecimals, sumDecimals } from '@business-m/documents';
import type { Document } from '@business-m/metadata';
import type { GeneralLedger, GeneralLedgerRow, RootType, TrialBalance, TrialBalanceRow } from '@business-m/metadata/reports';

export interface Period {
  from: string;
  to: string;
}

interface Posting {
  date: string;
  voucher: string;
  account: string;
  debit: string;
  credit: string;
  remark: string | null;
}

const cents = (value: string) => {
  const [whole, fraction = ''] = value.split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
};
const sum = (values: string[]) => cents(sumDecimals(values));

/** What submitted journal entries post. */
function postings(entries: Iterable<Document>): Posting[] {
  return [...entries]
    .filter((doc) => doc.status === 'submitted')
    .flatMap((doc) =>
      (doc.lines as Record<string, string | null>[]).map((line) => ({
        date: String(doc.posting_date),
        voucher: doc.id,
        account: String(line.account),
        debit: line.debit ?? '0.00',
        credit: line.credit ?? '0.00',
        remark: line.remark ?? String(doc.remark ?? ''),
      })),
    )
    .toSorted((a, b) => a.date.localeCompare(b.date));
}

function below(accounts: ReadonlyMap<string, Document>, id: string): Set<string> {
  const found = new Set([id]);
  for (const account of accounts.values()) if (found.has(String(account.parent_account))) found.add(account.id);
  return found;
}

const onItsSide = (balance: string): [string, string] =>
  compareDecimals(balance, '0') < 0 ? ['0.00', cents(balance.replace('-', ''))] : [cents(balance), '0.00'];

function figures(rows: readonly Posting[], { from }: Period) {
  const before = rows.filter((row) => row.date < from);
  const within = rows.filter((row) => row.date >= from);
  const opening = subtractDecimals(sumDecimals(before.map((row) => row.debit)), sumDecimals(before.map((row) => row.credit)));
  const debit = sum(within.map((row) => row.debit));
  const credit = sum(within.map((row) => row.credit));
  const [opening_debit, opening_credit] = onItsSide(opening);
  const [closing_debit, closing_credit] = onItsSide(subtractDecimals(sumDecimals([opening, debit]), credit));
  return { opening_debit, opening_credit, debit, credit, closing_debit, closing_credit };
}

type Figures = ReturnType<typeof figures>;

function total(parts: readonly Figures[]): Figures {
  const of = (side: keyof Figures) => sum(parts.map((part) => part[side]));
  return {
    opening_debit: of('opening_debit'),
    opening_credit: of('opening_credit'),
    debit: of('debit'),
    credit: of('credit'),
    closing_debit: of('closing_debit'),
    closing_credit: of('closing_credit'),
  };
}

export function trialBalanceOf(accounts: ReadonlyMap<string, Document>, entries: Iterable<Document>, period: Period): TrialBalance {
  const all = postings(entries).filter((row) => row.date <= period.to);
  const leaves = new Map(
    [...accounts.values()]
      .filter((account) => !account.is_group)
      .map((account) => [
        account.id,
        figures(
          all.filter((row) => row.account === account.id),
          period,
        ),
      ]),
  );
  const depthOf = (id: string): number => {
    const parent = accounts.get(id)?.parent_account;
    return parent ? 1 + depthOf(String(parent)) : 0;
  };
  const rows = [...accounts.values()].map(
    (account): TrialBalanceRow => ({
      account: account.id,
      account_name: String(account.account_name),
      root_type: account.root_type as RootType,
      parent_account: account.parent_account === null ? null : String(account.parent_account),
      depth: depthOf(account.id),
      is_group: account.is_group === true,
      ...total([...below(accounts, account.id)].flatMap((id) => leaves.get(id) ?? [])),
    }),
  );
  return { ...period, rows, totals: total([...leaves.values()]) };
}

export function generalLedgerOf(
  accounts: ReadonlyMap<string, Document>,
  entries: Iterable<Document>,
  account: string,
  period: Period,
): GeneralLedger {
  const wanted = below(accounts, account);
  const all = postings(entries).filter((row) => wanted.has(row.account) && row.date <= period.to);
  const opening = subtractDecimals(
    sumDecimals(all.filter((row) => row.date < period.from).map((row) => row.debit)),
    sumDecimals(all.filter((row) => row.date < period.from).map((row) => row.credit)),
  );
  let balance = opening;
  const rows = all
    .filter((row) => row.date >= period.from)
    .map((row, index): GeneralLedgerRow => {
      balance = subtractDecimals(sumDecimals([balance, row.debit]), row.credit);
      return {
        entry: String(index + 1),
        posting_date: row.date,
        voucher_doctype: 'journal-entry',
        voucher_id: row.voucher,
        account: row.account,
        account_name: String(accounts.get(row.account)?.account_name),
        debit: row.debit,
        credit: row.credit,
        balance: cents(balance),
        remark: row.remark,
        is_reversal: false,
      };
    });
  return {
    account,
    account_name: String(accounts.get(account)?.account_name),
    ...period,
    opening: cents(opening),
    rows,
    closing: cents(balance),
    next_cursor: null,
  };
}
