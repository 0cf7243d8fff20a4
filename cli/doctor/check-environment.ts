import type { Policy } from '@business-m/contract';
import type { EnvironmentList, Fleet } from '@business-m/contract/admin';
import { type Finding, fail, ok, warn } from './finding.ts';

type Environment = EnvironmentList['environments'][number];

/** What its document says: is it in effect, locked, waiting; who may sign. */
export function checkEnvironment({ name, fault, locked, pending, head }: Environment, policy: Policy | undefined): Finding[] {
  const findings: Finding[] = [
    fault
      ? fail(
          'manifest',
          `the newest text is not in effect: ${fault.path ? `${fault.path}: ` : ''}${fault.message}`,
          `mend it, and look with npx desk validate manifest/environments/${name}.json`,
          name,
        )
      : ok('manifest', `revision ${head?.number ?? 'none'} is in effect`, name),
  ];
  if (locked) findings.push(warn('manifest', `locked by ${locked.by}: ${locked.reason}`, `npx desk unlock --env ${name}`, name));
  if (pending > 0) findings.push(warn('manifest', `${pending} waiting for approval`, `npx desk proposals list --env ${name}`, name));
  if (policy?.signatures?.required && policy.signatures.keys.length === 0)
    findings.push(
      fail(
        'signatures',
        'signatures are required, but no key is known: no release can be accepted',
        'npx desk keys new, and add its public half to policy.signatures.keys',
        name,
      ),
    );
  return findings;
}

/** Whether what the remotes call answers. */
export function checkUpstreams({ remotes }: Fleet): Finding[] {
  return remotes.map(({ scope, remote, upstream: { status, url, message } }) => {
    const where = url ?? 'no address';
    const why = message ? `: ${message}` : '';
    if (status === 'up') return ok('upstream', `${where} answers`, scope);
    // A remote may have no API of its own: one that draws other domains' documents, or none.
    if (status === 'unknown' && url === null)
      return ok('upstream', `has no address: what it calls below /api/${scope}/ is refused, which is right if that is nothing`, scope);
    if (status === 'unknown')
      return warn(
        'upstream',
        `nothing is known of ${where}${why}`,
        'start what serves it, or name another address with npx desk backend',
        scope,
      );
    const remedy = `start it, or send its calls elsewhere: npx desk backend ${scope} --upstream <url>`;
    return remote.enabled
      ? fail('upstream', `${where} ${message ?? 'does not answer'}`, remedy, scope)
      : warn('upstream', `${where} ${message ?? 'does not answer'}`, remedy, scope);
  });
}
