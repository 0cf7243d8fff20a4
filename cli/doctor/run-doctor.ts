import { availableParallelism } from 'node:os';
import { releaseIdSchema } from '@business-m/contract';
import { boundedFetch, describeFetchError, inParallel } from '@business-m/manifest/store';
import type { AdminClient } from '../admin/admin-client.ts';
import { checkClock } from './check-clock.ts';
import { checkEnvironment, checkUpstreams } from './check-environment.ts';
import { checkMutable } from './check-headers.ts';
import { checkNeeds } from './check-needs.ts';
import { checkRanges } from './check-ranges.ts';
import { checkRelease } from './check-release.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const HEALTH_MS = 10_000;
const HEALTH_LIMIT_BYTES = 4 * 1_048_576;

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

async function checkGateway(gateway: string, now: () => Date): Promise<Finding[]> {
  try {
    const limits = { timeoutMs: HEALTH_MS, limitBytes: HEALTH_LIMIT_BYTES };
    const { status, headers, bytes } = await boundedFetch(`${gateway}/api/gateway/health`, limits);
    const clock = checkClock(headers.get('date'), now());
    if (status !== 200) return [fail('gateway', `its health answers ${status}`, 'look at the gateway’s log', gateway), clock];
    const health = JSON.parse(new TextDecoder().decode(bytes)) as { store?: { awaySince: string | null }; conflicts?: string[] };
    const away = health.store?.awaySince;
    const message = `the store of manifests has been away since ${away}; the last good one is served`;
    return [
      ok('gateway', 'it answers', gateway),
      clock,
      ...(away ? [warn('store', message, 'look at NATS, or at the folder of manifests')] : []),
      ...(health.conflicts ?? []).map((conflict) => fail('upstream', String(conflict), 'let one service alone own a DocType')),
    ];
  } catch (error) {
    const remedy = 'start the desk, or say where it is with --gateway';
    return [fail('gateway', `it cannot be reached: ${describeFetchError(error)}`, remedy, gateway)];
  }
}
