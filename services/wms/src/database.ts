import type { StoredRow } from '@business-m/doctype';
import type { Generated, Kysely, Transaction } from 'kysely';
import type { StockEntry } from './stock-entry/stock-entry.ts';
import type { warehouse } from './warehouse/warehouse.ts';

/** A number from PGlite, a string from PostgreSQL's usual driver. */
type Int8 = number | string;

/** Stock by item and warehouse: the sum of the stock ledger, and the row that is locked to serialise movements. */
interface StockBalanceTable {
  item: string;
  warehouse: string;
  qty: string;
  value: string;
  /** The last known rate; what a shortage is estimated at. */
  rate: string;
  latest_posting_date: string | null;
}

export interface StockLedgerEntryTable {
  id: Generated<Int8>;
  posting_date: string;
  voucher_doctype: string;
  voucher_id: string;
  is_reversal: boolean;
  /** Position in the voucher's movements, from 1. */
  seq: number;
  item: string;
  warehouse: string;
  qty_change: string;
  value_change: string;
  qty_after: string;
  value_after: string;
  written_at: Date;
  written_by: string;
}

interface WmsDatabase {
  warehouse: StoredRow<typeof warehouse>;
  stock_entry: Pick<StockEntry, 'id' | 'status'>;
  stock_entry_lines: { parent: string; item: string };
  stock_balance: StockBalanceTable;
  stock_ledger_entry: StockLedgerEntryTable;
}

export type WmsDb = Kysely<WmsDatabase>;
export type WmsTx = Transaction<WmsDatabase>;
