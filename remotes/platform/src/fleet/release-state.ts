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
