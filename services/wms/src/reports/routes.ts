import { type DomainEnv, ledgerPosition, readPeriod, readReportCursor, readReportQuery } from '@business-m/doctype';
import { type CallContext, type ReferenceProtocol, Refusal } from '@business-m/protocols';
import type { Hono } from 'hono';
import type { WmsDb } from '../database.ts';
import { balancePosition, stockBalanceQuery, stockLedgerQuery } from './query.ts';
import { readStockBalance } from './stock-balance.ts';
import { readStockLedger } from './stock-ledger.ts';

/** The stock reports, under `/api/wms/reports`. */
export function mountReports(app: Hono<DomainEnv>, db: WmsDb, references: ReferenceProtocol, now: () => Date): void {
  app.get('/reports/stock-balance', async (c) => {
    requireStock(c.var.call);
    const { cursor, ...query } = readReportQuery(stockBalanceQuery, c.req.query());
    return c.json(await readStockBalance(db, references, { ...query, after: readReportCursor(cursor, balancePosition) }, c.var.call));
  });

  app.get('/reports/stock-ledger', async (c) => {
    requireStock(c.var.call);
    const { cursor, ...query } = readReportQuery(stockLedgerQuery, c.req.query());
    const period = readPeriod(query, now().toISOString().slice(0, 10));
    return c.json(
      await readStockLedger(db, references, { ...query, ...period, after: readReportCursor(cursor, ledgerPosition) }, c.var.call),
    );
  });
}

function requireStock({ roles }: CallContext): void {
  if (!roles.includes('stock')) throw new Refusal({ code: 'forbidden', message: 'Stock reports need the role “stock”.' });
}
