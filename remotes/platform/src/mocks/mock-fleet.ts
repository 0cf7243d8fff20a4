import type { Fleet, FleetRemote, ReleaseHealth } from '@business-m/sdk/platform';
import { versionOf } from '../words/release-words.ts';
import { type MockDocument, releaseId } from './mock-documents.ts';

const older: Readonly<Record<string, readonly string[]>> = {
  finance: ['1.9.0', '1.8.0', '1.7.2', '1.7.1'],
  wms: ['2.4.0', '2.3.0', '2.2.9'],
  people: ['0.10.0', '0.9.1', '0.9.0'],
  sales: ['3.1.0', '3.0.4', '3.0.3'],
  purchase: ['1.3.0', '1.2.0'],
};

const healths: Readonly<Record<string, Omit<ReleaseHealth, 'release'>>> = {
  [releaseId('finance', '1.8.0')]: { users: 1204, failed: 5, slow: 21, failures: [{ kind: 'load-failed', code: 'unreachable', users: 5 }] },
  [releaseId('finance', '1.9.0')]: {
    users: 64,
    failed: 6,
    slow: 3,
    failures: [
      {
        kind: 'uncaught',
        code: 'error-5d2c01aa',
        users: 5,
        thrown: {
          message: 'TypeError: Cannot read properties of undefined (reading ‘rate’)',
          stack:
            'saveEntry journal-entry-4f1c.js:1:20417\nonPress journal-entry-4f1c.js:1:18220\nHTMLButtonElement.onClick ui-8a1b.js:3:911',
        },
      },
      { kind: 'load-failed', code: 'unreachable', users: 1 },
    ],
  },
  [releaseId('finance', '1.7.2')]: { users: 88, failed: 0, slow: 1, failures: [] },
  [releaseId('wms', '2.3.0')]: { users: 842, failed: 2, slow: 9, failures: [{ kind: 'load-failed', code: 'unreachable', users: 2 }] },
  [releaseId('people', '0.9.1')]: { users: 311, failed: 1, slow: 0, failures: [{ kind: 'crashed', code: 'render', users: 1 }] },
  [releaseId('sales', '3.0.4')]: { users: 410, failed: 8, slow: 30, failures: [{ kind: 'load-failed', code: 'unreachable', users: 8 }] },
  [releaseId('purchase', '1.2.0')]: { users: 205, failed: 0, slow: 2, failures: [] },
  [releaseId('purchase', '1.3.0')]: { users: 27, failed: 0, slow: 0, failures: [] },
  [releaseId('reports', '4.1.0')]: { users: 97, failed: 0, slow: 4, failures: [] },
};

export function mockFleet(environment: string, revision: number, document: MockDocument): Fleet {
  return {
    environment,
    revision,
    cdn: document.cdn,
    windowMinutes: 15,
    shell: { build: 'b41f0c2', hostApi: '1.2.0', shared: { react: '19.3.1' } },
    remotes: Object.entries(document.remotes).map(([scope, remote]) => fleetRemote(scope, remote, document)),
  };
}

function fleetRemote(scope: string, remote: FleetRemote['remote'], document: MockDocument): FleetRemote {
  const { stable, canary } = remote.releases;
  const versions = older[scope] ?? [versionOf(stable)];
  const published = versions.map((version, index) => ({
    id: releaseId(scope, version),
    version,
    publishedAt: new Date(Date.UTC(2026, 10, 20 - index * 6, 9, 30)).toISOString(),
    signedBy: index < 2 ? '4be1c07d9a3f5520' : null,
  }));
  const named = [stable, canary?.release, ...(remote.bindings ?? []).map(({ release }) => release)];
  const health = [...new Set(named)].flatMap((release) => {
    const known = release === undefined ? undefined : healths[release];
    return known && release ? [{ release, ...known }] : [];
  });
  const url = document.backend.scopes[scope]?.upstream ?? null;
  const upstream: FleetRemote['upstream'] =
    scope === 'sales'
      ? { url, status: 'down', message: 'Refuses connections since 15:02.' }
      : { url, status: url === null ? 'unknown' : 'up' };
  const needs = scope === 'people' && { needs: { granted: ['workers'], blocked: ['camera', 'images https://photos.example.com'] } };
  return { scope, remote, published, ...needs, health, upstream };
}
