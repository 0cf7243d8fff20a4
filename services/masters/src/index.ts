import type { Domain, DomainModule } from '@business-m/doctype';
import { customer } from './customer.ts';
import { demoDocuments } from './demo/demo-documents.ts';
import { item } from './item.ts';
import { supplier } from './supplier.ts';
import { uom } from './uom.ts';

/** What every other domain refers to and none of them owns: items and their units, customers, suppliers. */
export function createMasters(): Domain {
  return { scope: 'masters', version: '0.1.0', docTypes: [uom, item, customer, supplier], migrations: () => ({}) };
}

export const domainModule: DomainModule = { create: () => ({ domain: createMasters() }), demo: demoDocuments, demoAfter: [] };
