import { judgeNeeds, type RemoteJson } from '@business-m/contract';
import type { GateFleet } from '@business-m/contract/admin';

/** What a page of an environment would not let a release do. */
export interface BlockedNeeds {
  environment: string;
  needs: string[];
  /** The command that gives consent to all of them. */
  consent: string;
}

/** No reason to refuse a publication: ops may consent before the release, and a remote may do without. */
export function blockedNeeds({ scope, needs }: Pick<RemoteJson, 'scope' | 'needs'>, { consents }: GateFleet): BlockedNeeds[] {
  return Object.entries(consents ?? {}).flatMap(([environment, consent]) => {
    const { blocked } = judgeNeeds(needs, consent[scope]);
    if (blocked.length === 0) return [];
    const words = blocked.map((need) => (need.includes(' ') ? `"${need}"` : need)).join(' ');
    return [{ environment, needs: blocked, consent: `npx desk consent ${scope} ${words} --env ${environment} --reason "…"` }];
  });
}
