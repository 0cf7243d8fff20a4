import type { Policy } from '@business-m/contract';
import type { EnvironmentList, Fleet } from '@business-m/contract/admin';
import { type Finding, fail, ok, warn } from './finding.ts';

type Environment = EnvironmentList['environments'][number];

/** Whether its document is in effect, locked or waiting for approval, and who may sign. */
export function checkEnvironment({ name, fault, locked, pending, head }: Environment, policy: Policy | undefined): Finding[] {
  const findings: Finding[] = [];
  if (fault) {
    const message = `the newest text is not in effect: ${fault.path ? `${fault.path}: ` : ''}${fault.message}`;
    const remedy = `mend it, and look with npx desk validate manifest/environments/${name}.json`;
    findings.push(fail('manifest', message, remedy, name));
  } else findings.push(ok('manifest', `revision ${head?.number ?? 'none'} is in effect`, name));
  if (locked) findings.push(warn('manifest', `locked by ${locked.by}: ${locked.reason}`, `npx desk unlock --env ${name}`, name));
  if (pending > 0) findings.push(warn('manifest', `${pending} waiting for approval`, `npx desk proposals list --env ${name}`, name));
  if (policy?.signatures?.required && policy.signatures.keys.length === 0) {
    const remedy = 'npx desk keys new, and add its public half to policy.signatures.keys';
    findings.push(fail('signatures', 'signatures are required, but no key is known: no release can be accepted', remedy, name));
  }
  return findings;
}

export function checkUpstreams({ remotes }: Fleet): Finding[] {
  return remotes.map(({ scope, remote, upstream: { status, url, message } }) => {
    if (status === 'up') return ok('upstream', `${url ?? 'no address'} answers`, scope);
    // A remote may have no API of its own: one that draws other domains' documents, or none.
    if (status === 'unknown' && url === null)
      return ok('upstream', `has no address: what it calls below /api/${scope}/ is refused, which is right if that is nothing`, scope);
    if (status === 'unknown') {
      const remedy = 'start what serves it, or name another address with npx desk backend';
      return warn('upstream', `nothing is known of ${url}${message ? `: ${message}` : ''}`, remedy, scope);
    }
    const remedy = `start it, or send its calls elsewhere: npx desk backend ${scope} --upstream <url>`;
    return (remote.enabled ? fail : warn)('upstream', `${url ?? 'no address'} ${message ?? 'does not answer'}`, remedy, scope);
  });
}
