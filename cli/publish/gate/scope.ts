import { reservedScopes } from '@business-m/contract';
import type { GateFleet } from '@business-m/contract/admin';
import type { Candidate } from '../inspect.ts';
import type { GateFault } from './gate-fault.ts';

/** One scope belongs to one package: two teams that publish under one name would replace each other's screens. */
export function checkScope({ remote }: Pick<Candidate, 'remote'>, { releases }: GateFleet): GateFault[] {
  const { scope } = remote;
  if (reservedScopes.includes(scope)) {
    return [
      { code: 'scope-reserved', path: 'scope', message: `"${scope}" is a path of the gateway: take another name`, breaks: { scope } },
    ];
  }
  const other = releases.find((live) => live.remote.scope === scope && live.remote.package && live.remote.package !== remote.package);
  if (!other) return [];
  const mine = remote.package ?? 'a build that does not say its package';
  const message = `"${scope}" belongs to ${other.remote.package} (${other.id} in ${other.environment}); this is ${mine}`;
  return [{ code: 'scope-owned', path: 'scope', message, breaks: { scope, release: other.id, environment: other.environment } }];
}
