import { type AnyDatabase, createDomainService, type DomainService } from '@business-m/doctype';
import { createMasters, domainModule } from '@business-m/masters';
import type { Kysely } from 'kysely';
import { benchCall } from './call.ts';
import { nobody, noConditions, noTransport } from './ledger.ts';

/** Masters on a database of its own, with the items of the demo company. */
export async function openMasters(db: Kysely<AnyDatabase>): Promise<DomainService> {
  const service = createDomainService(createMasters(), { db, references: nobody, transport: noTransport });
  await service.migrate();
  for (const { doctype, values } of domainModule.demo('')) {
    if (doctype === 'uom' || doctype === 'item') await service.documents.create(doctype, values, benchCall(), noConditions);
  }
  return service;
}
