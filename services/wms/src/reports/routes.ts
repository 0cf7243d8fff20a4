import { type DomainEnv, reportMounter } from '@business-m/doctype';
import type { ReferenceProtocol } from '@business-m/protocols';
import type { Hono } from 'hono';
import type { WmsDb } from '../database.ts';
import { readStockBalance, stockBalanceQuery } from './stock-balance.ts';
import { readStockLedger, stockLedgerQuery } from './stock-ledger.ts';

/** The stock reports, under `/api/wms/reports`. */
export function mountReports(app: Hono<DomainEnv>, db: WmsDb, references: ReferenceProtocol, now: () => Date): void {
  const mount = reportMounter(app, 'stock', 'Stock reports');
  mount('stock-balance', stockBalanceQuery, (query, call) => readStockBalance(db, references, query, call));
  mount('stock-ledger', stockLedgerQuery, (query, call) => readStockLedger(db, references, query, call, now().toISOString().slice(0, 10)));
}
