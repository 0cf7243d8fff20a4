import type { GateFleet } from '@business-m/contract/admin';
import { disagreements, unmetByShell } from '../publish/gate/ranges.ts';
import { type Finding, fail, ok } from './finding.ts';

type Live = GateFleet['releases'][number];

/** Whether every live release gets what it asks of the shell, and whether two of them could ever share a page. */
export function checkRanges({ shell, releases }: GateFleet, environment: string): Finding[] {
  const live = releases.filter((release) => release.environment === environment);
  const nameOf = ({ remote, id }: Live) => `${remote.scope}@${id}`;
  const findings = live.flatMap((release, index) => {
    const { scope } = release.remote;
    const remedy = `build ${scope} against this shell and publish it, or npx desk rollback ${scope}`;
    const unmet = unmetByShell(release.remote, shell).map(({ name, range, provided }) => {
      const has = provided === undefined ? 'the shell does not have it' : `the shell has ${provided}`;
      return fail('ranges', `asks for ${name} ${range}, ${has}: it does not start`, remedy, nameOf(release));
    });
    const apart = live.slice(index + 1).flatMap((other) =>
      disagreements(release.remote, other.remote).map(({ name, range, against }) => {
        const message = `asks for ${name} ${range}, but ${nameOf(other)} for ${against}`;
        return fail('ranges', message, `build one of the two anew: no shell has ${name} in both versions`, nameOf(release));
      }),
    );
    return [...unmet, ...apart];
  });
  if (findings.length > 0) return findings;
  return [ok('ranges', `${live.length} releases find what they share in the shell (host API ${shell.hostApi})`)];
}
