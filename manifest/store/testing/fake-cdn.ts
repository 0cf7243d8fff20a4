import { splitRelease } from '@business-m/contract';
import { hydratedRelease } from '../../testing/index.ts';
import { DocumentRefusal } from '../document-refusal.ts';
import type { ReleaseSource } from '../release-source.ts';

/** A CDN that has every release of everything, `latest` being 0.1.0, until it is told otherwise. */
export function fakeCdn() {
  const latest = new Map<string, string>();
  const awake = () => {
    if (cdn.isDown) throw new DocumentRefusal('', 'ECONNREFUSED', { retry: true });
  };
  const cdn = {
    isDown: false,
    publish: (scope: string, version: string) => latest.set(scope, version),
    source: {
      async index(_, scope) {
        awake();
        const { id, remote } = hydratedRelease({ scope, version: latest.get(scope) ?? '0.1.0' });
        return { schemaVersion: 1, scope, releases: [{ id, version: remote.version, publishedAt: '2026-01-01T00:00:00Z' }] };
      },
      async latest(_, scope) {
        awake();
        return hydratedRelease({ scope, version: latest.get(scope) ?? '0.1.0' }).id;
      },
      async read(_, scope, id) {
        awake();
        const release = hydratedRelease({ scope, version: splitRelease(id)?.version ?? id });
        if (release.id !== id) throw new DocumentRefusal('', 'its hash is another', { retry: true });
        return release;
      },
      async signed() {
        awake();
        throw new DocumentRefusal('', 'not signed', { retry: true });
      },
    } satisfies ReleaseSource,
  };
  return cdn;
}
