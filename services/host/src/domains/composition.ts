import { localTransport, type NatsLink, natsClient, natsTransport, served, serveNats } from '@business-m/adapters';
import { createDomainService, type DemoDocument, type DomainModule } from '@business-m/doctype';
import { domains as domainList, type Scope, scopes } from '@business-m/domains';
import { ledgerContract, referenceContract, usageContract } from '@business-m/protocols';
import { createDomainRegistry } from './domain-registry.ts';
import { createHostedDomain, type HostDatabase } from './hosted-domain.ts';
import { type Elsewhere, nobodyElse, routeReferences, routeTransport, routeUsage } from './route-calls.ts';
import { COMPANY, tellCompany } from './same-company.ts';

const modules = Object.fromEntries(
  await Promise.all(scopes.map(async (scope) => [scope, (await domainList[scope]()).domainModule])),
) as Record<Scope, DomainModule>;

function reachElsewhere(link: NatsLink | null, onFault: (error: unknown) => void): Elsewhere {
  if (!link) return nobodyElse();
  return {
    references: natsClient(link, referenceContract, ({ doctype }) => doctype),
    usage: (scope) => natsClient(link, usageContract, () => scope),
    transport: natsTransport(link, { onFault }),
  };
}

export interface CompositionOptions {
  places: readonly { scope: Scope; db: HostDatabase; schema: string }[];
  /** To the domains that are not among `places`, and to be reached by them; null: there is nobody else. */
  link: NatsLink | null;
  onError: (error: unknown) => void;
  now?: () => Date;
  /** The company's; UTC unless given. */
  timeZone?: string;
  /** The company's, by whose digits amounts are entered. */
  currency?: string | undefined;
  /** The company's. */
  name?: string | undefined;
}

/** What one process runs: the domains, and what carries calls to those of all processes. */
export type Composition = ReturnType<typeof compose>;

/** Binds each protocol to the local adapter or to NATS. The choice is made per call, because a domain may move away. */
export function compose({ places, link, onError, now, timeZone, currency, name }: CompositionOptions) {
  const here = createDomainRegistry();
  const elsewhere = reachElsewhere(link, onError);
  const references = routeReferences(here, elsewhere.references);
  const transport = routeTransport(here.offers, localTransport(here.served, { onFault: onError }), elsewhere.transport);

  for (const { scope, db, schema } of places) {
    const { domain, messages = {} } = modules[scope].create({ db, schema, now: now ?? (() => new Date()) });
    const usage = routeUsage(scope, here, elsewhere.usage);
    const service = createDomainService(domain, { db, schema, references, usage, transport, onError, now, timeZone, currency });
    const doctypes = service.discovery.docTypes.map(({ doctype }) => doctype);
    const calls = [served(referenceContract, service.references, doctypes), served(usageContract, service.usage, [scope])];
    // Whoever keeps the ledger says whose it is: the processes of a desk may not contradict each other.
    if (messages[ledgerContract.name])
      calls.push(served(referenceContract, tellCompany({ name, currency, timeZone: timeZone ?? 'UTC' }), [COMPANY]));
    const serve = link && (() => serveNats(link, { scope, calls, messages, onFault: onError }));
    here.add(createHostedDomain({ scope, service, messages, db, schema, serve }));
  }
  return { domains: here, references, usageElsewhere: elsewhere.usage };
}

/** A domain's part of the demo company, and the domains whose part has to be there before. */
export function demoOf(scope: Scope): { demo(today: string): DemoDocument[]; demoAfter: readonly Scope[] } {
  const { demo, demoAfter } = modules[scope];
  return { demo, demoAfter: scopes.filter((each) => demoAfter.includes(each)) };
}

/** The demo company, in the order in which its documents refer to each other. */
export function demoCompany(today: string): DemoDocument[] {
  return scopes.flatMap((scope) => modules[scope].demo(today));
}
