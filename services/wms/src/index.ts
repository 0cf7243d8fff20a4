import { type Domain, type DomainEnv, type DomainModule, type RouteNeeds, reportMounter, withHooks } from '@business-m/doctype';
import type { Hono } from 'hono';
import { demoDocuments } from './demo/demo-documents.ts';
import { readStockBalance, stockBalanceQuery } from './reports/stock-balance.ts';
import { readStockLedger, stockLedgerQuery } from './reports/stock-ledger.ts';
import { auditStock } from './stock/audit.ts';
import { indexBins } from './stock/bin-order.ts';
import { callReversed, createStockLedger } from './stock/migration.ts';
import { stockVetoes } from './stock/stock-vetoes.ts';
import { ledgerDeliveries } from './stock-entry/ledger-deliveries.ts';
import { stockEntry } from './stock-entry/stock-entry.ts';
import { stockEntryRules } from './stock-entry/stock-entry-rules.ts';
import { warehouse } from './warehouse/warehouse.ts';

/** Warehouses, stock entries and stock reports. Stock names account purposes only and posts through its outbox. */
export function createWms(): Domain {
  return {
    scope: 'wms',
    version: '0.1.0',
    docTypes: [warehouse, withHooks(stockEntry, stockEntryRules)],
    migrations: (schema) => ({
      '0001-stock-ledger': createStockLedger(schema),
      '0002-reversed': callReversed(schema),
      '0003-bins-in-order': indexBins(schema),
    }),
    vetoes: stockVetoes,
    deliveries: ledgerDeliveries,
    audits: auditStock,
    routes: mountReports,
  };
}

export const domainModule: DomainModule = {
  create: () => ({ domain: createWms() }),
  demo: demoDocuments,
  demoAfter: ['masters', 'finance'],
};

function mountReports(app: Hono<DomainEnv>, { db, schema, references, today }: RouteNeeds): void {
  const mount = reportMounter(app, 'stock', 'Stock reports');
  mount('stock-balance', stockBalanceQuery, (query, call) => readStockBalance(db, schema, references, query, call));
  mount('stock-ledger', stockLedgerQuery, (query, call) => readStockLedger(db, references, query, call, today()));
}
