import type { DesiredRemote, DesiredState } from '@business-m/sdk/platform';

export type MockDocument = DesiredState;

/** Deterministic: a version of a remote has one hash. */
export function releaseId(scope: string, version: string): string {
  let hash = 2_166_136_261;
  for (const character of `${scope} ${version}`) hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619) >>> 0;
  const hex = hash.toString(16).padStart(8, '0');
  return `${version}-${hex}${hex.slice(0, 4)}`;
}

function remote(scope: string, title: string, team: string, stable: string, more: Partial<DesiredRemote> = {}): DesiredRemote {
  return { title, team, enabled: true, ...more, releases: { stable: releaseId(scope, stable), ...more.releases } };
}

/** Eight remotes in every possible state. */
export function prodDocument(): MockDocument {
  return {
    schemaVersion: 1,
    environment: 'prod',
    cdn: 'https://cdn.example.com',
    policy: {},
    backend: {
      mode: 'enterprise',
      scopes: {
        finance: { upstream: 'http://finance.internal:8080', tenants: { acme: { upstream: 'http://finance-acme.internal:8080' } } },
        wms: { upstream: 'http://wms.internal:8080' },
        sales: { upstream: 'http://sales.internal:8080' },
      },
    },
    remotes: {
      finance: remote('finance', 'Finance', 'Finance UI', '1.8.0', {
        releases: { stable: releaseId('finance', '1.8.0'), canary: { release: releaseId('finance', '1.9.0'), shareBps: 500 } },
        bindings: [
          { match: { tenant: 'acme' }, release: releaseId('finance', '1.7.2') },
          { match: { role: 'auditor', region: 'eu-west' }, release: releaseId('finance', '1.8.0') },
        ],
      }),
      wms: remote('wms', 'Warehouse', 'Warehouse UI', '2.3.0'),
      people: remote('people', 'People', 'People UI', '0.9.1', {
        releases: {
          stable: releaseId('people', '0.9.1'),
          halted: {
            release: releaseId('people', '0.10.0'),
            at: '2026-11-21T14:12:00.000Z',
            reason: 'Failed for 9 of 41 users, stable for 3 of 1,204.',
          },
        },
      }),
      sales: remote('sales', 'Sales', 'Sales UI', '3.0.4'),
      purchase: remote('purchase', 'Purchasing', 'Purchasing UI', '1.2.0', {
        releases: { stable: releaseId('purchase', '1.2.0'), canary: { release: releaseId('purchase', '1.3.0'), shareBps: 1250 } },
      }),
      'fixed-assets': remote('fixed-assets', 'Fixed assets', 'Finance UI', '1.0.3', {
        enabled: false,
        message: 'Back at 14:00, after the year’s closing.',
      }),
      reports: remote('reports', 'Reports', 'Finance UI', '4.1.0'),
      platform: remote('platform', 'Platform', 'Platform', '0.1.0'),
    },
  };
}

/** Some releases are newer than in prod. */
export function stagingDocument(): MockDocument {
  const { remotes, ...rest } = structuredClone(prodDocument());
  const { finance, wms, sales, people } = remotes;
  if (finance) Object.assign(finance, { bindings: [], releases: { stable: releaseId('finance', '1.9.0') } });
  if (wms) wms.releases = { stable: releaseId('wms', '2.4.0') };
  if (sales) sales.releases = { stable: releaseId('sales', '3.1.0') };
  if (people) people.releases = { stable: releaseId('people', '0.9.1') };
  return { ...rest, environment: 'staging', remotes: { ...remotes, crm: remote('crm', 'Customers', 'Sales UI', '0.1.0') } };
}

export function devDocument(): MockDocument {
  const { remotes, ...rest } = structuredClone(stagingDocument());
  for (const each of Object.values(remotes)) each.releases = { stable: 'latest' };
  return { ...rest, environment: 'dev', followLatest: true, remotes };
}

export function manyRemotes(count: number): Record<string, DesiredRemote> {
  const scopes = Array.from({ length: count }, (_, index) => `part-${index + 1}`);
  return Object.fromEntries(
    scopes.map((scope, index) => [scope, remote(scope, `Part ${index + 1}`, `Team ${index % 40}`, `1.${index % 9}.0`)]),
  );
}
