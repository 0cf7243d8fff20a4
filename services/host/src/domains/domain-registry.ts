import { type MessageServices, Refusal } from '@business-m/protocols';
import type { HostedDomain } from './hosted-domain.ts';

/** The domains of this process, those it has given up included. */
export interface DomainRegistry {
  all(): readonly HostedDomain[];
  find(scope: string): HostedDomain | undefined;
  /** The domain that owns a DocType; throws `unknown-doctype`. */
  ownerOf(doctype: string): HostedDomain;
  /** Whether this process has the domain, so that calls to it stay here. False once it is given up. */
  active(scope: string): boolean;
  /** Whether a domain that this process has implements the protocol. */
  offers(protocol: string): boolean;
  /** What can be called in this process at this moment. */
  readonly served: MessageServices;
  add(domain: HostedDomain): void;
}

export function createDomainRegistry(): DomainRegistry {
  const domains: HostedDomain[] = [];
  const find = (scope: string) => domains.find((domain) => domain.scope === scope);
  const active = (scope: string) => (find(scope)?.phase() ?? 'given-up') !== 'given-up';
  return {
    all: () => domains,
    find,
    ownerOf(doctype) {
      const owner = domains.find(({ service }) => service.discovery.docTypes.some((owned) => owned.doctype === doctype));
      if (!owner) throw new Refusal({ code: 'unknown-doctype', message: `There is no DocType “${doctype}”.` });
      return owner;
    },
    active,
    offers: (protocol) => domains.some(({ scope, messages }) => active(scope) && Object.hasOwn(messages, protocol)),
    served: {
      get ledger() {
        return domains.find((domain) => domain.takesCalls() && domain.messages.ledger)?.messages.ledger;
      },
    },
    add(domain) {
      domains.push(domain);
    },
  };
}
