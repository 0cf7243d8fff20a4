import { availableParallelism } from 'node:os';
import { releaseIdSchema } from '@business-m/contract';
import { inParallel } from '@business-m/manifest/store';
import type { AdminClient } from '../admin/admin-client.ts';
import { checkEnvironment, checkUpstreams } from './check-environment.ts';
import { checkGateway } from './check-gateway.ts';
import { checkMutable } from './check-headers.ts';
import { checkNeeds } from './check-needs.ts';
import { checkRanges } from './check-ranges.ts';
import { checkRelease } from './check-release.ts';
import { type Finding, fail } from './finding.ts';

interface DoctorOptions {
  client: AdminClient;
  /** As browsers reach the desk: CORS is judged for it. */
  origin: string;
  /** As this machine reaches the CDN, where that is not what browsers do. */
  cdn: string | undefined;
  say(line: string): void;
  now(): Date;
}

/** Looks at everything that a desk which is served from here stands on. */
export async function runDoctor({ client, origin, cdn: reach, say, now }: DoctorOptions): Promise<Finding[]> {
  say(`gateway ${client.gateway}`);
  const gateway = await checkGateway(client.gateway, now);
  if (gateway.some(({ check, state }) => check === 'gateway' && state === 'fail')) return gateway;

  const [list, fleet, gate] = [await client.environments(), await client.fleet(), await client.gate()];
  const environment = list.environments.find(({ name }) => name === list.serving);
  const cdn = (reach ?? fleet.cdn).replace(/\/+$/, '');
  const findings = [
    ...gateway,
    ...(environment ? checkEnvironment(environment, gate.policy) : []),
    ...checkUpstreams(fleet),
    ...checkRanges(gate, fleet.environment),
    ...checkNeeds(gate),
  ];

  const named = gate.releases.filter((release) => release.environment === fleet.environment);
  for (const { scope, remote } of fleet.remotes) {
    const { stable, canary } = remote.releases;
    const ids = [stable, ...(canary ? [canary.release] : []), ...(remote.bindings ?? []).map(({ release }) => release)];
    for (const id of new Set(ids)) {
      if (releaseIdSchema.safeParse(id).success && !named.some((release) => release.remote.scope === scope && release.id === id))
        findings.push(fail('manifest', 'its description could not be read', `publish it, or npx desk rollback ${scope}`, `${scope}@${id}`));
    }
  }

  const waiting = [...new Map(named.map(({ remote, id }) => [`${remote.scope}@${id}`, { scope: remote.scope, id }])).values()];
  for (const { scope, id } of new Map(waiting.map((release) => [release.scope, release])).values())
    findings.push(...(await checkMutable(cdn, origin, scope, id)));
  let [files, releases] = [0, 0];
  await inParallel(waiting, availableParallelism(), async (release) => {
    findings.push(...(await checkRelease({ ...release, cdn, origin, policy: gate.policy }, () => (files += 1))));
    releases += 1;
    say(`${releases} of ${waiting.length} releases, ${files} files`);
  });
  return findings;
}
