import type { GateFleet } from '@business-m/contract/admin';
import { intersects, satisfies, validRange } from 'semver';
import { type Finding, fail, ok } from './finding.ts';

type Live = GateFleet['releases'][number];

/** What every live release asks of the page it runs in: of the shell's packages, of its host API, and whether two could ever share a page. */
export function checkRanges({ shell, releases }: GateFleet, environment: string): Finding[] {
  const live = releases.filter((release) => release.environment === environment);
  const findings = live.flatMap((release) => againstShell(release, shell));
  for (const [index, one] of live.entries()) for (const other of live.slice(index + 1)) findings.push(...againstEachOther(one, other));
  if (findings.length > 0) return findings;
  return [ok('ranges', `${live.length} releases find what they share in the shell (host API ${shell.hostApi})`)];
}

const nameOf = ({ remote, id }: Live) => `${remote.scope}@${id}`;
const asks = ({ remote }: Live): Record<string, string> => ({ ...remote.requires.shared, 'the host API': remote.requires.hostApi });

function againstShell(release: Live, shell: GateFleet['shell']): Finding[] {
  const provided: Record<string, string | undefined> = { ...shell.shared, 'the host API': shell.hostApi };
  return Object.entries(asks(release)).flatMap(([name, range]) => {
    const version = Object.hasOwn(provided, name) ? provided[name] : undefined;
    if (version !== undefined && validRange(range) !== null && satisfies(version, range)) return [];
    const has = version === undefined ? 'the shell does not have it' : `the shell has ${version}`;
    const remedy = `build ${release.remote.scope} against this shell and publish it, or npx desk rollback ${release.remote.scope}`;
    return [fail('ranges', `asks for ${name} ${range}, ${has}: it does not start`, remedy, nameOf(release))];
  });
}

function againstEachOther(one: Live, other: Live): Finding[] {
  if (one.remote.scope === other.remote.scope) return [];
  const theirs = asks(other);
  return Object.entries(asks(one)).flatMap(([name, range]) => {
    const against = theirs[name];
    if (against === undefined || validRange(range) === null || validRange(against) === null || intersects(range, against)) return [];
    const remedy = `build one of the two anew: no shell has ${name} in both versions`;
    return [fail('ranges', `asks for ${name} ${range}, but ${nameOf(other)} for ${against}`, remedy, nameOf(one))];
  });
}
