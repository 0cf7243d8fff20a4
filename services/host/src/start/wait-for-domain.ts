import { setTimeout as delay } from 'node:timers/promises';
import type { Scope } from '@business-m/domains';
import { Unavailable } from '@business-m/protocols';
import type { Composition } from '../domains/composition.ts';

const LONGEST_MS = 60_000;
const LOOK_AGAIN_MS = 200;
const ANSWER_MS = 2_000;

/** Waits until a domain is served, here or elsewhere, which includes its demo data. Throws `Unavailable` after a minute. */
export async function waitForDomain({ domains, usageElsewhere }: Composition, scope: Scope, tenant: string): Promise<void> {
  const until = Date.now() + LONGEST_MS;
  const isServed = async () => {
    if (domains.active(scope)) return domains.find(scope)?.phase() === 'serving';
    const call = { tenant, user: 'demo@example.com', roles: [], deadlineMs: Date.now() + ANSWER_MS, trace: 'seed' };
    // No document has this id: any answer shows that the domain is served.
    return usageElsewhere(scope)
      .find({ doctype: 'uom', id: '-', change: null, step: 'release', token: '', reachedBy: [] }, call)
      .then(
        () => true,
        () => false,
      );
  };
  while (!(await isServed())) {
    if (Date.now() > until) throw new Unavailable(`The demo company needs the domain ${scope}, which does not answer.`);
    await delay(LOOK_AGAIN_MS);
  }
}
