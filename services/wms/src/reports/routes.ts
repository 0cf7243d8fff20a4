import {
  type DomainEnv,
  ledgerPosition,
  readPeriod,
  readReportCursor,
  reportId,
  reportMounter,
  reportPage,
  reportPeriod,
} from '@business-m/doctype';
import type { ReferenceProtocol } from '@business-m/protocols';
import type { Hono } from 'hono';
import { z } from 'zod';
import type { WmsDb } from '../database.ts';
import { readStockBalance } from './stock-balance.ts';
import { readStockLedger } from './stock-ledger.ts';

const stockBalanceQuery = z.strictObject({ ...reportPage, item: reportId.optional(), warehouse: reportId.optional() });
const stockLedgerQuery = stockBalanceQuery.extend(reportPeriod);
/** Position in the stock balance: item, then warehouse. */
const balancePosition = z.tuple([reportId, reportId]);

/** The stock reports, under `/api/wms/reports`. */
export function mountReports(app: Hono<DomainEnv>, db: WmsDb, references: ReferenceProtocol, now: () => Date): void {
  const mount = reportMounter(app, 'stock', 'Stock reports');

  mount('stock-balance', stockBalanceQuery, ({ cursor, ...query }, call) =>
    readStockBalance(db, references, { ...query, after: readReportCursor(cursor, balancePosition) }, call),
  );

  mount('stock-ledger', stockLedgerQuery, ({ cursor, ...query }, call) => {
    const period = readPeriod(query, now().toISOString().slice(0, 10));
    return readStockLedger(db, references, { ...query, ...period, after: readReportCursor(cursor, ledgerPosition) }, call);
  });
}
