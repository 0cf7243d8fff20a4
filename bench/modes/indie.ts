import { localClient, localTransport } from '@business-m/adapters';
import type { AnyDatabase } from '@business-m/doctype';
import { referenceContract } from '@business-m/protocols';
import type { Kysely } from 'kysely';
import { openLedger } from './ledger.ts';
import { openMasters } from './masters.ts';
import { openWarehouse, type Warehouse } from './warehouse.ts';

/** All three domains on one database in this process, as Indie mode composes them. */
export async function openIndie(db: Kysely<AnyDatabase>): Promise<Warehouse> {
  const masters = await openMasters(db);
  const { ledger } = await openLedger(db);
  return openWarehouse(db, { references: localClient(referenceContract, masters.references), transport: localTransport({ ledger }) });
}
