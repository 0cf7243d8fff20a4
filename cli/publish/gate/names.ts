import { isSameRelease, reservedScopes } from '@business-m/contract';
import type { GateFleet } from '@business-m/contract/admin';
import type { Candidate } from '../inspect.ts';
import type { GateFault } from './gate-fault.ts';

/** One scope belongs to one package: two teams that publish under one name would replace each other's screens. */
export function checkScope({ remote }: Pick<Candidate, 'remote'>, { releases }: GateFleet): GateFault[] {
  const { scope } = remote;
  if (reservedScopes.includes(scope)) {
    const message = `"${scope}" is a path of the gateway: take another name`;
    return [{ code: 'scope-reserved', path: 'scope', message, breaks: { scope } }];
  }
  const other = releases.find((live) => live.remote.scope === scope && live.remote.package && live.remote.package !== remote.package);
  if (!other) return [];
  const mine = remote.package ?? 'a build that does not say its package';
  const message = `"${scope}" belongs to ${other.remote.package} (${other.id} in ${other.environment}); this is ${mine}`;
  return [{ code: 'scope-owned', path: 'scope', message, breaks: { scope, release: other.id, environment: other.environment } }];
}

/** A version names its bytes: people report it, and roll back to it. Other bytes need another version. */
export function versionTaken(
  { id, remote: { scope, version } }: Pick<Candidate, 'id' | 'remote'>,
  published: readonly { id: string; version: string }[],
): GateFault[] {
  const taken = published.find((release) => release.version === version && !isSameRelease(release.id, id));
  if (!taken) return [];
  const message = `${scope} ${version} is published with other bytes (${taken.id}): count the version up`;
  return [{ code: 'version-exists', path: 'version', message, breaks: { scope, release: taken.id } }];
}

/** Routes of one shape match the same addresses, `items/:id` and `items/:name`: the later screen could never be opened. */
export function checkRoutes({ remote: { scope, routes } }: Pick<Candidate, 'remote'>): GateFault[] {
  const shapes = routes.map(({ path }) => path.replaceAll(/:[^/]+/g, ':'));
  return routes.flatMap(({ path }, index): GateFault[] => {
    const first = shapes.indexOf(shapes[index] ?? '');
    if (first === index) return [];
    const message = `"${path}" matches the same addresses as "${routes[first]?.path}": its screen could never be opened`;
    return [{ code: 'route-collision', path: `routes.${index}.path`, message, breaks: { scope } }];
  });
}
