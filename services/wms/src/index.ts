export { demoDocuments } from './demo/demo-documents.ts';

import type { Domain } from '@business-m/doctype';
import type { LedgerProtocol } from '@business-m/protocols';
import { mountReports } from './reports/routes.ts';
import { createStockLedger } from './stock/migration.ts';
import { ledgerDeliveries } from './stock-entry/ledger-deliveries.ts';
import { stockEntry } from './stock-entry/stock-entry.ts';
import { warehouse } from './warehouse/warehouse.ts';

export interface WmsOptions {
  /** Where the value of stock is posted. Stock itself knows no accounts, only what they are for. */
  ledger: LedgerProtocol;
  now?: () => Date;
}

/** Warehouses, stock entries, the stock ledger and its reports. */
export function createWms({ ledger, now = () => new Date() }: WmsOptions): Domain {
  return {
    scope: 'wms',
    version: '0.1.0',
    docTypes: [warehouse, stockEntry],
    migrations: (schema) => ({ '0001-stock-ledger': createStockLedger(schema) }),
    deliveries: ledgerDeliveries(ledger),
    routes: (app, db, references) => mountReports(app, db, references, now),
  };
}
