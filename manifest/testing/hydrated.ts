import { createHash } from 'node:crypto';
import { type DesiredRemote, type DesiredState, desiredStateSchema } from '@business-m/contract';
import { releaseIdOf } from '../release-id.ts';
import type { HydratedRelease, HydratedState } from '../resolve/index.ts';
import { type RemoteDistOptions, remoteDist } from './remote-dist.ts';

/** A desired state with a monolith and the scopes of the remotes given. */
export function desiredState(changes: Partial<DesiredState> = {}): DesiredState {
  const remotes = changes.remotes ?? { shop: { title: 'Shop', team: 'Shop UI', enabled: true, releases: { stable: 'latest' } } };
  return desiredStateSchema.parse({
    schemaVersion: 1,
    environment: 'test',
    followLatest: true,
    cdn: 'http://cdn.test',
    backend: {
      mode: 'indie',
      monolith: 'http://services.test',
      scopes: Object.fromEntries(Object.keys(remotes).map((scope) => [scope, {}])),
    },
    remotes,
    ...changes,
  });
}

export function hydratedRelease(options: RemoteDistOptions = {}): HydratedRelease {
  const { remote } = remoteDist(options);
  return {
    id: releaseIdOf(remote.version, Buffer.from(JSON.stringify(remote))),
    remote,
    entryIntegrity: remote.files[0]?.integrity ?? '',
    descriptionIntegrity: `sha384-${createHash('sha384').update(JSON.stringify(remote)).digest('base64')}`,
  };
}

/**
 * A state in which `latest` is looked up: a release for every remote of `desired`, and whatever `releases` has besides (canaries,
 * bindings).
 */
export function hydratedState(
  desired: DesiredState = desiredState(),
  releases: Record<string, HydratedRelease | HydratedRelease[]> = {},
): HydratedState {
  const found = Object.keys(desired.remotes).map((scope) => [scope, [releases[scope] ?? hydratedRelease({ scope })].flat()] as const);
  const remotes = Object.fromEntries(
    found.map(([scope, [first]]) => {
      const remote = desired.remotes[scope] as DesiredRemote;
      const stable = remote.releases.stable === 'latest' && first ? first.id : remote.releases.stable;
      return [scope, { ...remote, releases: { ...remote.releases, stable } }];
    }),
  );
  return {
    revision: 1,
    desired: { ...desired, remotes },
    releases: Object.fromEntries(found.map(([scope, all]) => [scope, Object.fromEntries(all.map((release) => [release.id, release]))])),
  };
}
