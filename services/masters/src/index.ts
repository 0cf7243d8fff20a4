import type { Domain, DomainModule } from '@business-m/doctype';
import { demoDocuments } from './demo-documents.ts';
import { item, itemGroup, uom } from './item.ts';
import { customer, supplier } from './parties.ts';

/** The documents that every other domain refers to: items and their units, customers, suppliers. */
export function createMasters(): Domain {
  return { scope: 'masters', version: '0.1.0', docTypes: [uom, itemGroup, item, customer, supplier], migrations: () => ({}) };
}

export const domainModule: DomainModule = { create: () => ({ domain: createMasters() }), demo: demoDocuments, demoAfter: [] };
