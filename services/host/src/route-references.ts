import type { DomainService } from '@business-m/doctype';
import { type ReferenceProtocol, Refusal, type UsageProtocol } from '@business-m/protocols';

/** One `ReferenceProtocol` over all domains: each request goes to the owner of its DocType. */
export function routeReferences(services: readonly DomainService[]): ReferenceProtocol {
  return {
    async resolve(request, context) {
      return ownerOf(services, request.doctype).references.resolve(request, context);
    },
  };
}

/** One `UsageProtocol` over all domains: the owner of the document knows its own, so the others are asked. */
export function routeUsage(services: readonly DomainService[]): UsageProtocol {
  return {
    async find(request, context) {
      const owner = ownerOf(services, request.doctype);
      for (const service of services) {
        const usage = service === owner ? null : await service.usage.find(request, context);
        if (usage) return usage;
      }
      return null;
    },
  };
}

/** The domain that owns a DocType; throws `unknown-doctype`. */
export function ownerOf(services: readonly DomainService[], doctype: string): DomainService {
  const owner = services.find(({ discovery }) => discovery.docTypes.some((owned) => owned.doctype === doctype));
  if (!owner) throw new Refusal({ code: 'unknown-doctype', message: `There is no DocType “${doctype}”.` });
  return owner;
}
