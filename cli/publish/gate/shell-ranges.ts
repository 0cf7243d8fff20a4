import type { GateFleet } from '@business-m/contract/admin';
import { satisfies, validRange } from 'semver';
import type { Candidate } from '../inspect.ts';
import type { GateFault } from './gate-fault.ts';

/** What the shell does before it loads a remote, asked before anybody's desk has to (shell/src/runtime/requirements.ts). */
export function checkShellRanges({ remote }: Pick<Candidate, 'remote'>, { shell }: GateFleet): GateFault[] {
  const { scope, requires } = remote;
  const breaks = { scope };
  const faults: GateFault[] = [];
  if (validRange(requires.hostApi) === null || !satisfies(shell.hostApi, requires.hostApi)) {
    const message = `the host API ${requires.hostApi} is unknown here; this desk has ${shell.hostApi}: ${scope} would not start`;
    faults.push({ code: 'host-api-unknown', path: 'requires.hostApi', message, breaks });
  }
  for (const [name, range] of Object.entries(requires.shared)) {
    const path = `requires.shared.${name}`;
    const provided = Object.hasOwn(shell.shared, name) ? shell.shared[name] : undefined;
    if (validRange(range) === null)
      faults.push({ code: 'shared-range-invalid', path, message: `"${range}" is no range of versions`, breaks });
    else if (provided === undefined)
      faults.push({ code: 'shared-not-provided', path, message: `this desk does not provide ${name}: ${scope} would not start`, breaks });
    else if (!satisfies(provided, range))
      faults.push({
        code: 'shared-range-unsatisfied',
        path,
        message: `${name} ${range} is asked for, this desk provides ${provided}: ${scope} would not start`,
        breaks,
      });
  }
  return faults;
}
