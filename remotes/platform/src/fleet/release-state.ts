import type { DesiredRemote, FleetRemote, ReleaseHealth } from '@business-m/sdk/platform';

export interface SharedRelease {
  release: string;
  shareBps: number;
  /** Undefined when nobody reported, or another gateway counts. */
  health: ReleaseHealth | undefined;
}

export interface RemoteRow {
  scope: string;
  remote: DesiredRemote;
  stable: SharedRelease;
  canary: SharedRelease | null;
  /** Null for an environment that another gateway serves. */
  fleet: FleetRemote | null;
  /** Releases on the CDN of the served environment; absent in a list and when the CDN does not answer. */
  published: FleetRemote['published'];
}

type Known = Pick<RemoteRow, 'fleet' | 'published'>;

export function remoteRow(scope: string, remote: DesiredRemote, { fleet, published }: Known): RemoteRow {
  const { stable, canary } = remote.releases;
  const health = (release: string) => fleet?.health.find((each) => each.release === release);
  const canaryBps = canary?.shareBps ?? 0;
  return {
    scope,
    remote,
    stable: { release: stable, shareBps: 10_000 - canaryBps, health: health(stable) },
    canary: canary ? { release: canary.release, shareBps: canaryBps, health: health(canary.release) } : null,
    fleet,
    published,
  };
}

export type RateTone = 'good' | 'doubtful' | 'bad';

/** A rate of fewer users means nothing. */
const USERS_MIN = 20;
const DOUBTFUL = 0.01;
const BAD = 0.05;

/** Colours a rate of failing users. Halting a canary is the gateway's decision, by its own rule. */
export function rateTone(health: ReleaseHealth | undefined): RateTone {
  if (!health || health.users < USERS_MIN) return 'good';
  const rate = health.failed / health.users;
  return rate >= BAD ? 'bad' : rate >= DOUBTFUL ? 'doubtful' : 'good';
}
