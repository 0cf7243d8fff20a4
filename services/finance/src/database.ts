import type { StoredRow } from '@business-m/doctype';
import type { Generated, Kysely, Transaction } from 'kysely';
import type { account } from './chart/account.ts';

/** A number from PGlite, a string from PostgreSQL's usual driver. */
type Int8 = number | string;

/** One row a posting: the inbox of `LedgerProtocol` and the head of its entries at once. */
interface LedgerPostingTable {
  id: Generated<Int8>;
  voucher_doctype: string;
  voucher_id: string;
  is_reversal: boolean;
  posting_date: string;
  /** Tells a repeated call from another one with the same voucher. */
  arguments_hash: string;
  entries: number;
  posted_at: Date;
  posted_by: string;
}

interface GeneralLedgerEntryTable {
  id: Generated<Int8>;
  posting_id: Int8;
  posting_date: string;
  voucher_doctype: string;
  voucher_id: string;
  is_reversal: boolean;
  account: string;
  debit: string;
  credit: string;
  remark: string | null;
}

export type Account = StoredRow<typeof account>;

export interface FinanceDatabase {
  account: Account;
  ledger_posting: LedgerPostingTable;
  general_ledger_entry: GeneralLedgerEntryTable;
}

export type FinanceDb = Kysely<FinanceDatabase>;
export type FinanceTx = Transaction<FinanceDatabase>;
