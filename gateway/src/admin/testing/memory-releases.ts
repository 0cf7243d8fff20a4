import type { HydratedRelease } from '@business-m/manifest/resolve';
import { DocumentRefusal, type ReleaseSource } from '@business-m/manifest/store';
import { hydratedRelease, type RemoteDistOptions } from '@business-m/manifest/testing';

/** What a CDN has, without a CDN. */
export function memoryReleases() {
  const published = new Map<string, HydratedRelease[]>();
  const signed = new Map<string, string>();
  let away = false;

  const of = (scope: string) => {
    if (away) throw new DocumentRefusal('', 'the CDN does not answer', { retry: true });
    return published.get(scope) ?? [];
  };
  const newest = (scope: string) => {
    const last = of(scope).at(-1);
    if (!last) throw new DocumentRefusal('', 'nothing has been published', { retry: true });
    return last;
  };

  const source: ReleaseSource = {
    latest: async (_, scope) => newest(scope).id,
    index: async (_, scope) => ({
      schemaVersion: 1,
      scope,
      releases: of(scope).map(({ id, remote }, index) => ({
        id,
        version: remote.version,
        publishedAt: new Date(Date.UTC(2026, 0, 1 + index)).toISOString(),
      })),
    }),
    read: async (_, scope, id) => {
      const found = of(scope).find((release) => release.id === id);
      if (!found) throw new DocumentRefusal('', `${scope}/${id} answered 404`, { retry: true });
      return found;
    },
    signed: async (_, scope, id) => {
      const keyId = signed.get(`${scope}/${id}`);
      if (keyId === undefined) throw new DocumentRefusal('', 'not signed', { retry: true });
      return { bytes: new Uint8Array(), signature: { schemaVersion: 1, algorithm: 'Ed25519', keyId, signature: 'A'.repeat(86) } };
    },
  };

  return {
    source,
    /** Id of a release that is there from now on. */
    publish(scope: string, version: string, options: RemoteDistOptions = {}): string {
      const release = hydratedRelease({ scope, version, ...options });
      published.set(scope, [...(published.get(scope) ?? []), release]);
      return release.id;
    },
    sign: (scope: string, id: string, keyId: string) => void signed.set(`${scope}/${id}`, keyId),
    goAway: () => {
      away = true;
    },
  };
}
