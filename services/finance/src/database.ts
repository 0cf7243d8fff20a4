import type { Generated, Kysely, Transaction } from 'kysely';

/** A number from PGlite, a string from PostgreSQL's usual driver. */
export type Int8 = number | string;

/** The columns of the engine's `account` table that the ledger reads. */
export interface AccountTable {
  id: string;
  account_name: string;
  parent_account: string | null;
  root_type: 'asset' | 'liability' | 'equity' | 'income' | 'expense';
  is_group: boolean;
  purpose: string | null;
  disabled: boolean;
}

/** One row a posting: the inbox of `LedgerProtocol` and the head of its entries at once. */
export interface LedgerPostingTable {
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

export interface GeneralLedgerEntryTable {
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

export interface FinanceDatabase {
  account: AccountTable;
  ledger_posting: LedgerPostingTable;
  general_ledger_entry: GeneralLedgerEntryTable;
}

export type FinanceDb = Kysely<FinanceDatabase>;
export type FinanceTx = Transaction<FinanceDatabase>;
