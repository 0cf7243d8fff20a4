import type { GateFleet } from '@business-m/contract/admin';
import type { Candidate } from '../inspect.ts';
import { checkBudget } from './budget.ts';
import { checkCopies } from './copies.ts';
import { checkStyles } from './css/check-stylesheet.ts';
import { checkFiles } from './files.ts';
import type { GateFault } from './gate-fault.ts';
import { checkRoutes, checkScope, versionTaken } from './names.ts';
import { checkFleetRanges, checkShellRanges } from './ranges.ts';

/** Everything that speaks against a build in the live fleet. Pure. @param published the releases of its scope that the target lists. */
export function checkGate(candidate: Candidate, fleet: GateFleet, published: readonly { id: string; version: string }[] = []): GateFault[] {
  return [
    ...checkScope(candidate, fleet),
    ...versionTaken(candidate, published),
    ...checkFiles(candidate, fleet),
    ...checkCopies(candidate, fleet),
    ...checkShellRanges(candidate, fleet),
    ...checkFleetRanges(candidate, fleet),
    ...checkRoutes(candidate),
    ...checkStyles(candidate),
    ...checkBudget(candidate, fleet),
  ];
}
