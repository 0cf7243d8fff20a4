import { type Domain, type DomainModule, withHooks } from '@business-m/doctype';
import { demoDocuments } from './demo/demo-documents.ts';
import { mountReports } from './reports/routes.ts';
import { createStockLedger } from './stock/migration.ts';
import { ledgerDeliveries } from './stock-entry/ledger-deliveries.ts';
import { stockEntry } from './stock-entry/stock-entry.ts';
import { stockEntryRules } from './stock-entry/stock-entry-rules.ts';
import { warehouse } from './warehouse/warehouse.ts';

export interface WmsOptions {
  now?: () => Date;
}

/** Warehouses, stock entries and stock reports. Stock names account purposes only and posts through its outbox. */
export function createWms({ now = () => new Date() }: WmsOptions = {}): Domain {
  return {
    scope: 'wms',
    version: '0.1.0',
    docTypes: [warehouse, withHooks(stockEntry, stockEntryRules)],
    migrations: (schema) => ({ '0001-stock-ledger': createStockLedger(schema) }),
    deliveries: ledgerDeliveries,
    routes: (app, db, references) => mountReports(app, db, references, now),
  };
}

export const domainModule: DomainModule = {
  create: (needs) => ({ domain: createWms(needs) }),
  demo: demoDocuments,
  demoAfter: ['masters', 'finance'],
};
