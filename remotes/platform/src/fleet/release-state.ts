import type { DesiredRemote, FleetRemote, ReleaseHealth } from '@business-m/sdk/platform';

/** A release that some users get by its share, with how it does. */
export interface SharedRelease {
  release: string;
  shareBps: number;
  /** Absent where nobody reported anything, or where another gateway counts. */
  health: ReleaseHealth | undefined;
}

/** One remote of an environment, as these screens show it. */
export interface RemoteRow {
  scope: string;
  remote: DesiredRemote;
  stable: SharedRelease;
  canary: SharedRelease | null;
  /** What only the serving gateway knows; null for another environment. */
  fleet: FleetRemote | null;
  /** What may be released, as the CDN of the environment served here has it. Absent when it does not say, and in a list. */
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
