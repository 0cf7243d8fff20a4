import type { GateFleet } from '@business-m/contract/admin';
import { blockedNeeds } from '../publish/gate/needs.ts';
import { type Finding, ok, warn } from './finding.ts';

/** Whether pages let every live release do what its screens need, in each environment that the gateway can read. */
export function checkNeeds(gate: GateFleet): Finding[] {
  const findings = gate.releases.flatMap(({ environment, id, remote }) =>
    blockedNeeds(remote, gate)
      .filter((blocked) => blocked.environment === environment)
      .map(({ needs, consent }) =>
        warn('needs', `in ${environment} pages do not let it use ${needs.join(', ')}`, consent, `${remote.scope}@${id}`),
      ),
  );
  const asking = gate.releases.filter(({ remote }) => (remote.needs ?? []).length > 0);
  if (findings.length > 0 || asking.length === 0) return findings;
  return [ok('needs', `${asking.length} releases may do all that their screens need`)];
}
