import type { StoredRow } from '@business-m/doctype';
import type { Kysely, Transaction } from 'kysely';
import type { account } from './chart/account.ts';

/** One row a posting: the inbox of `LedgerProtocol` and the head of its entries. */
interface LedgerPostingTable {
  voucher_doctype: string;
  voucher_id: string;
  is_reversal: boolean;
  arguments_hash: string;
  entries: number;
  posted_at: Date;
}

interface GeneralLedgerEntryTable {
  /** A number from PGlite, a string from PostgreSQL's usual driver. */
  id: number | string;
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
