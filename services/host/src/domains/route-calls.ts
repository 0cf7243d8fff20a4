import { localClient } from '@business-m/adapters';
import { type Scope, scopes } from '@business-m/domains';
import {
  type ReferenceProtocol,
  referenceContract,
  type Transport,
  Unavailable,
  type UsageProtocol,
  usageContract,
} from '@business-m/protocols';
import type { DomainRegistry } from './domain-registry.ts';
import type { HostedDomain } from './hosted-domain.ts';

/** The domains of other processes, as far as this one can reach any. */
export interface Elsewhere {
  references: ReferenceProtocol;
  usage(scope: Scope): UsageProtocol;
  transport: Transport;
}

/** References by DocType: what a domain here owns is asked here, everything else elsewhere. */
export function routeReferences(domains: DomainRegistry, away: ReferenceProtocol): ReferenceProtocol {
  return {
    async resolve(request, context) {
      const owner = domains.owning(request.doctype);
      if (!owner || !domains.active(owner.scope)) return away.resolve(request, context);
      return localClient(referenceContract, reachable(owner).references).resolve(request, context);
    },
  };
}

/** Asks every other domain what it has against a change. Fails if one cannot be asked, so that nothing in use changes. */
export function routeUsage(asking: Scope, domains: DomainRegistry, away: (scope: Scope) => UsageProtocol): UsageProtocol {
  return {
    async find(request, context) {
      const others = scopes.filter((scope) => scope !== asking);
      const ask = async (scope: Scope) => {
        const here = domains.find(scope);
        const asked = here && domains.active(scope) ? localClient(usageContract, reachable(here).usage) : away(scope);
        return asked.find(request, context);
      };
      if (request.step === 'release') {
        // One that cannot be told does not keep the others waiting.
        await Promise.allSettled(others.map(ask));
        return null;
      }
      for (const scope of others) {
        const usage = await ask(scope);
        if (usage) return usage;
      }
      return null;
    },
  };
}

/** Messages by topic: to a protocol that a domain here serves in process, all others elsewhere. Outcomes come from both. */
export function routeTransport(servedHere: (protocol: string) => boolean, local: Transport, away: Transport): Transport {
  return {
    async dispatch(message) {
      const [protocol = ''] = message.topic.split('.');
      await (servedHere(protocol) ? local : away).dispatch(message);
    },
    async listen(scope, settle) {
      const listeners = await Promise.all([local.listen(scope, settle), away.listen(scope, settle)]);
      return { stop: () => Promise.all(listeners.map((listener) => listener.stop())) };
    },
  };
}

/** Used without NATS: no other process can be reached. */
export function nobodyElse(): Elsewhere {
  const refuse = async (): Promise<never> => {
    throw new Unavailable('Another domain is needed, which does not run in this process, and NATS_URL says nowhere how to reach it.');
  };
  return {
    references: { resolve: refuse },
    usage: () => ({ find: refuse }),
    transport: { dispatch: refuse, listen: async () => ({ stop: async () => {} }) },
  };
}

/** Throws while it starts or is paused: the same call succeeds once it is served (again), here or elsewhere. */
function reachable(domain: HostedDomain): HostedDomain['service'] {
  if (domain.takesCalls()) return domain.service;
  throw new Unavailable(`The domain ${domain.scope} takes no calls now: it is ${domain.phase()}.`);
}
