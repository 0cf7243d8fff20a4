import type { RemoteJson } from '@business-m/contract';
import type { GateFleet } from '@business-m/contract/admin';
import { intersects, satisfies, validRange } from 'semver';
import type { Candidate } from '../inspect.ts';
import type { GateCode, GateFault } from './gate-fault.ts';

/** A range that a remote asks for: of a shared package, or of the host API. */
interface Requirement {
  name: string;
  /** In `remote.json`. */
  path: string;
  range: string;
}

const HOST_API = 'requires.hostApi';

const requirementsOf = ({ requires }: RemoteJson): Requirement[] => [
  { name: 'the host API', path: HOST_API, range: requires.hostApi },
  ...Object.entries(requires.shared).map(([name, range]) => ({ name, path: `requires.shared.${name}`, range })),
];

/** What a remote asks of the shell and does not get; `provided` is absent where the shell has no such package. */
export function unmetByShell(remote: RemoteJson, { hostApi, shared }: GateFleet['shell']): (Requirement & { provided?: string })[] {
  return requirementsOf(remote).flatMap((requirement) => {
    const { name, path, range } = requirement;
    const provided = path === HOST_API ? hostApi : Object.hasOwn(shared, name) ? shared[name] : undefined;
    if (provided !== undefined && validRange(range) !== null && satisfies(provided, range)) return [];
    return [{ ...requirement, ...(provided !== undefined && { provided }) }];
  });
}

/** Where two remotes ask for ranges with no version in common: a page has one copy, so no shell could run both. */
export function disagreements(one: RemoteJson, other: RemoteJson): (Requirement & { against: string })[] {
  if (one.scope === other.scope) return [];
  const theirs = new Map(requirementsOf(other).map(({ path, range }) => [path, range]));
  return requirementsOf(one).flatMap((requirement) => {
    const { path, range } = requirement;
    const against = theirs.get(path);
    if (against === undefined || validRange(range) === null || validRange(against) === null || intersects(range, against)) return [];
    return [{ ...requirement, against }];
  });
}

/** The check that the shell makes before it loads a remote (shell/src/runtime/requirements.ts), made before anybody's desk has to. */
export function checkShellRanges({ remote }: Pick<Candidate, 'remote'>, { shell }: GateFleet): GateFault[] {
  const { scope } = remote;
  return unmetByShell(remote, shell).map(({ name, path, range, provided }) => {
    const start = `: ${scope} would not start`;
    const [code, message] = ((): [GateCode, string] => {
      if (path === HOST_API) return ['host-api-unknown', `${name} ${range} is unknown here; this desk has ${provided}${start}`];
      if (validRange(range) === null) return ['shared-range-invalid', `"${range}" is no range of versions`];
      if (provided === undefined) return ['shared-not-provided', `this desk does not provide ${name}${start}`];
      return ['shared-range-unsatisfied', `${name} ${range} is asked for, this desk provides ${provided}${start}`];
    })();
    return { code, path, message, breaks: { scope } };
  });
}

/** Whatever shell suits this release would break a live release that disagrees with it. */
export function checkFleetRanges({ remote }: Pick<Candidate, 'remote'>, { releases }: GateFleet): GateFault[] {
  return releases.flatMap(({ environment, id, remote: live }) =>
    disagreements(remote, live).map(({ name, path, range, against }) => ({
      code: 'fleet-disagrees' as const,
      path,
      message: `no version of ${name} is both ${range} and ${against}: a desk for this release would break ${live.scope} ${live.version} (${environment})`,
      breaks: { scope: live.scope, release: id, environment },
    })),
  );
}
