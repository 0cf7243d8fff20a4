import { localLedger, localReferences, localUsage } from '@business-m/adapters';
import { createDomainService, type DemoDocument, type DomainService } from '@business-m/doctype';
import { createFinance, demoDocuments as financeDemo } from '@business-m/finance';
import { createMasters, demoDocuments as mastersDemo } from '@business-m/masters';
import type { ReferenceProtocol } from '@business-m/protocols';
import { createWms, demoDocuments as wmsDemo } from '@business-m/wms';
import type { Kysely } from 'kysely';
import { routeReferences, routeUsage } from './route-references.ts';

// biome-ignore lint/suspicious/noExplicitAny: the tables of all domains together have no one type
export type HostDatabase = Kysely<any>;

/** What one process runs: the domains, and what carries calls between them. */
export interface Composition {
  services: readonly DomainService[];
  references: ReferenceProtocol;
}

/**
 * The composition root, and the only place that knows all domains: which of them this process runs, on which database, and by which
 * adapter each reaches the others. Here all of them, on one database, in process.
 */
export function compose(db: HostDatabase, onError: (error: unknown) => void, now: () => Date = () => new Date()): Composition {
  const services: DomainService[] = [];
  const references = localReferences(routeReferences(services));
  const usage = localUsage(routeUsage(services));
  const masters = createMasters();
  const finance = createFinance({ db, now });
  const wms = createWms({ ledger: localLedger(finance.ledger), now });
  for (const domain of [masters, finance, wms]) services.push(createDomainService(domain, { db, references, usage, now, onError }));
  return { services, references };
}

/** The demo company, in the order in which its documents refer to each other. */
export function demoCompany(today: string): DemoDocument[] {
  return [...mastersDemo(), ...financeDemo(today), ...wmsDemo(today)];
}
