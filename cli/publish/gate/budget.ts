import type { GateFleet } from '@business-m/contract/admin';
import { type Candidate, releaseSizes } from '../inspect.ts';
import { withImports } from './files.ts';
import type { GateFault } from './gate-fault.ts';

const SCREEN_KB = 120;
const RELEASE_KB = 2_000;
const KB = 1_000;

/** What people wait for on the first visit, brotli-compressed; the environment's `policy.budget` says how much is too much. */
export function checkBudget(candidate: Pick<Candidate, 'remote' | 'transferBytes' | 'files'>, { policy }: GateFleet): GateFault[] {
  const { scope } = candidate.remote;
  const { remotes = {}, ...general } = policy?.budget ?? {};
  const { screenKb = SCREEN_KB, releaseKb = RELEASE_KB } = { ...general, ...(Object.hasOwn(remotes, scope) && remotes[scope]) };
  // What a module imports is fetched whether remote.json lists it or not.
  const { screenBytes, releaseBytes } = releaseSizes(candidate, (paths) => withImports(paths, candidate.files));
  const faults: GateFault[] = [];
  for (const [name, bytes] of Object.entries(screenBytes)) {
    if (bytes <= screenKb * KB) continue;
    const message = `a screen of it takes ${inKb(bytes)} kB, brotli-compressed; the budget is ${screenKb} kB: load later, by import(), what it does not need at once, ${orRaise(scope, '--screen', bytes)}`;
    faults.push({ code: 'screen-too-large', path: `exposes.${name}`, message, breaks: { scope } });
  }
  if (releaseBytes > releaseKb * KB) {
    const message = `the release has ${inKb(releaseBytes)} kB, brotli-compressed; the budget is ${releaseKb} kB: leave out what no screen loads, ${orRaise(scope, '--release', releaseBytes)}`;
    faults.push({ code: 'release-too-large', path: 'files', message, breaks: { scope } });
  }
  return faults;
}

const inKb = (bytes: number) => (bytes / KB).toFixed(1);
const orRaise = (scope: string, option: string, bytes: number) =>
  `or let ops allow it: npx desk budget ${scope} ${option} ${Math.ceil(bytes / KB)} --reason "…"`;
