import { addressKind, type DesiredState } from '@business-m/contract';
import { DocumentRefusal } from './document-refusal.ts';

/**
 * Refuses loopback and private addresses in a document: its editors must not reach the gateway's own network through the gateway. Allowed are
 * `${…_ORIGIN}` variables, chosen by whoever runs the gateway, and host names. @param merged with its variables as they stand
 */
export function refuseInternalAddresses(merged: unknown): void {
  for (const [path, text] of addressesOf(merged as Partial<DesiredState>)) {
    if (typeof text !== 'string' || text.includes('${') || !URL.canParse(text)) continue;
    const kind = addressKind(new URL(text).hostname);
    const hint = 'put it into a variable whose name ends in _ORIGIN, or set INTERNAL_ADDRESSES=allow';
    if (kind !== 'public') throw new DocumentRefusal(path, `an address inside (${kind}): ${hint}`);
  }
}

function* addressesOf({ cdn, backend }: Partial<DesiredState>): Generator<[path: string, address: unknown]> {
  yield ['cdn', cdn];
  yield ['backend.monolith', backend?.monolith];
  for (const [scope, entry] of Object.entries(backend?.scopes ?? {})) {
    yield [`backend.scopes.${scope}.upstream`, entry?.upstream];
    for (const [tenant, own] of Object.entries(entry?.tenants ?? {}))
      yield [`backend.scopes.${scope}.tenants.${tenant}.upstream`, own?.upstream];
  }
}
