import { type MessageServices, Refusal } from '@business-m/protocols';
import type { HostedDomain } from './hosted-domain.ts';

export type DomainRegistry = ReturnType<typeof createDomainRegistry>;

/** The domains of this process, those it has given up included. */
export function createDomainRegistry() {
  const domains: HostedDomain[] = [];
  const find = (scope: string) => domains.find((domain) => domain.scope === scope);
  const owning = (doctype: string) => domains.find(({ service }) => service.discovery.docTypes.some((owned) => owned.doctype === doctype));
  /** Whether calls to the domain stay in this process. False once it is given up. */
  const active = (scope: string) => (find(scope)?.phase() ?? 'given-up') !== 'given-up';
  const served: MessageServices = {
    get ledger() {
      return domains.find((domain) => domain.takesCalls() && domain.messages.ledger)?.messages.ledger;
    },
  };
  return {
    all: (): readonly HostedDomain[] => domains,
    find,
    owning,
    /** The domain that owns a DocType; throws `unknown-doctype`. */
    ownerOf(doctype: string): HostedDomain {
      const owner = owning(doctype);
      if (!owner) throw new Refusal('unknown-doctype', `There is no DocType “${doctype}”.`);
      return owner;
    },
    active,
    offers: (protocol: string) => domains.some(({ scope, messages }) => active(scope) && Object.hasOwn(messages, protocol)),
    served,
    add: (domain: HostedDomain) => void domains.push(domain),
  };
}
