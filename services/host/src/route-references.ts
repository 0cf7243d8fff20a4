import type { DomainService } from '@business-m/doctype';
import { type ReferenceProtocol, Refusal } from '@business-m/protocols';

/** One `ReferenceProtocol` over all domains: each request goes to the owner of its DocType. */
export function routeReferences(services: readonly DomainService[]): ReferenceProtocol {
  return {
    async resolve(request, context) {
      return ownerOf(services, request.doctype).references.resolve(request, context);
    },
  };
}

/** The domain that owns a DocType; throws `unknown-doctype`. */
export function ownerOf(services: readonly DomainService[], doctype: string): DomainService {
  const owner = services.find(({ discovery }) => discovery.docTypes.some((owned) => owned.doctype === doctype));
  if (!owner) throw new Refusal({ code: 'unknown-doctype', message: `There is no DocType “${doctype}”.` });
  return owner;
}
