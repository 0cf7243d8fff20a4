import {
  localReferences,
  localTransport,
  localUsage,
  type NatsLink,
  natsReferences,
  natsTransport,
  natsUsage,
  type ServedProtocols,
  serveNats,
} from '@business-m/adapters';
import { createDomainService, type DemoDocument, type Domain } from '@business-m/doctype';
import { createFinance, demoDocuments as financeDemo } from '@business-m/finance';
import { createMasters, demoDocuments as mastersDemo } from '@business-m/masters';
import type { ReferenceProtocol, UsageProtocol } from '@business-m/protocols';
import { createWms, demoDocuments as wmsDemo } from '@business-m/wms';
import type { Kysely } from 'kysely';
import { createDomainRegistry, type DomainRegistry } from './domains/domain-registry.ts';
import { createHostedDomain, type HostedDomain } from './domains/hosted-domain.ts';
import { type Elsewhere, nobodyElse, routeReferences, routeTransport, routeUsage } from './domains/route-calls.ts';
import { type Scope, scopes } from './scopes.ts';

// biome-ignore lint/suspicious/noExplicitAny: the tables of all domains together have no one type
export type HostDatabase = Kysely<any>;

/** What a domain may ask this process for. */
interface Needs {
  db: HostDatabase;
  schema: string;
  now: () => Date;
}

interface DomainEntry {
  create(needs: Needs): { domain: Domain; protocols: ServedProtocols };
  /** Its part of the demo company, and the domains whose part has to be there before. */
  demo(today: string): DemoDocument[];
  demoAfter: readonly Scope[];
}

/** The domains: how each is made of what it needs, and which protocols it implements for others. */
const domains: Record<Scope, DomainEntry> = {
  masters: {
    create: () => ({ domain: createMasters(), protocols: {} }),
    demo: mastersDemo,
    demoAfter: [],
  },
  finance: {
    create(needs) {
      const finance = createFinance(needs);
      return { domain: finance, protocols: { ledger: finance.ledger } };
    },
    demo: financeDemo,
    demoAfter: [],
  },
  wms: {
    create: (needs) => ({ domain: createWms(needs), protocols: {} }),
    demo: wmsDemo,
    demoAfter: ['masters', 'finance'],
  },
};

/** By which adapters the domains of other processes are reached: NATS, or not at all. */
function reachElsewhere(link: NatsLink | null, onFault: (error: unknown) => void): Elsewhere {
  if (!link) return nobodyElse();
  return { references: natsReferences(link), usage: (scope) => natsUsage(link, scope), transport: natsTransport(link, { onFault }) };
}

/** One domain, ready to be put into a process. */
export interface DomainPlace {
  scope: Scope;
  db: HostDatabase;
  schema: string;
}

export interface CompositionOptions {
  places: readonly DomainPlace[];
  /** To the domains that are not among `places`, and to be reached by them; null: there is nobody else. */
  link: NatsLink | null;
  /** Told of faults that reach no caller: for the log. */
  onError: (error: unknown) => void;
  now?: () => Date;
}

/** What one process runs: the domains, and what carries calls to those of all processes. */
export interface Composition {
  domains: DomainRegistry;
  references: ReferenceProtocol;
  /** A domain that is not among them. */
  usageElsewhere(scope: Scope): UsageProtocol;
}

/**
 * The composition root, and the only place that knows all domains. Each protocol is bound to the adapter in process where a domain here
 * serves it, and to the one over NATS where none does; the choice is made call by call, because a domain may leave while the process runs.
 */
export function compose({ places, link, onError, now: ownedNow }: CompositionOptions): Composition {
  const here = createDomainRegistry();
  const elsewhere = reachElsewhere(link, onError);
  const references = routeReferences(here, ({ service }) => localReferences(service.references), elsewhere.references);
  const transport = routeTransport(here.offers, localTransport(here.served, { onFault: onError }), elsewhere.transport);

  for (const { scope, db, schema } of places) {
    const { domain, protocols } = domains[scope].create({ db, schema, now: ownedNow ?? (() => new Date()) });
    const usage = routeUsage(scope, here, ({ service }) => localUsage(service.usage), elsewhere.usage);
    const service = createDomainService(domain, { db, schema, references, usage, transport, onError, ...(ownedNow && { now: ownedNow }) });
    const serve = link && (() => serveNats(link, { ...serverSide({ scope, service, protocols }), onFault: onError }));
    here.add(createHostedDomain({ scope, service, protocols, db, schema, serve }));
  }
  return { domains: here, references, usageElsewhere: elsewhere.usage };
}

/** A domain as others see it over NATS. */
function serverSide({ scope, service, protocols }: Pick<HostedDomain, 'scope' | 'service' | 'protocols'>) {
  const doctypes = service.discovery.docTypes.map(({ doctype }) => doctype);
  return { scope, ...protocols, references: { protocol: service.references, doctypes }, usage: service.usage };
}

/** A domain's part of the demo company, and the domains whose part has to be there before. */
export function demoOf(scope: Scope): Pick<DomainEntry, 'demo' | 'demoAfter'> {
  return domains[scope];
}

/** The demo company, in the order in which its documents refer to each other. */
export function demoCompany(today: string): DemoDocument[] {
  return scopes.flatMap((scope) => domains[scope].demo(today));
}
