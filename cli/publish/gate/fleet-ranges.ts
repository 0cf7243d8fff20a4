import type { GateFleet } from '@business-m/contract/admin';
import { intersects, validRange } from 'semver';
import type { Candidate } from '../inspect.ts';
import type { GateFault } from './gate-fault.ts';

/**
 * A page has one copy of what is shared. Where a live release of another remote asks for a range that has no version in common with this
 * one's, no shell could ever run both: whatever shell suits this one breaks that one.
 */
export function checkFleetRanges({ remote }: Pick<Candidate, 'remote'>, { releases }: GateFleet): GateFault[] {
  const faults: GateFault[] = [];
  for (const { environment, id, remote: live } of releases) {
    if (live.scope === remote.scope) continue;
    const mine = { ...remote.requires.shared, 'the host API': remote.requires.hostApi };
    const theirs: Readonly<Record<string, string>> = { ...live.requires.shared, 'the host API': live.requires.hostApi };
    for (const [name, range] of Object.entries(mine)) {
      const other = Object.hasOwn(theirs, name) ? theirs[name] : undefined;
      if (other === undefined || validRange(range) === null || validRange(other) === null || intersects(range, other)) continue;
      faults.push({
        code: 'fleet-disagrees',
        path: name === 'the host API' ? 'requires.hostApi' : `requires.shared.${name}`,
        message: `no version of ${name} is both ${range} and ${other}: a desk for this release would break ${live.scope} ${live.version} (${environment})`,
        breaks: { scope: live.scope, release: id, environment },
      });
    }
  }
  return faults;
}
