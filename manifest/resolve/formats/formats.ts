import type { Resolution } from '@business-m/contract';
import type { HydratedState } from '../hydrated-state.ts';

/** Framework M's discovery document: the scope is the key. */
function frameworkM({ remotes }: Resolution): object {
  return Object.fromEntries(remotes.map(({ scope, remoteEntry, apiUrl, metaUrl }) => [scope, { url: remoteEntry, apiUrl, metaUrl }]));
}

const SCHEMA = 'https://github.com/awslabs/frontend-discovery/blob/main/schema/v1-pre.json';

/** The frontend discovery pattern, v1-pre, with one version of each remote. @see https://github.com/awslabs/frontend-discovery */
function awsV1({ remotes, revision, environment }: Resolution): object {
  const version = (remote: Resolution['remotes'][number]) => {
    const { scope, title, remoteEntry: url, integrity, version, release, apiUrl, metaUrl } = remote;
    return { url, metadata: { integrity, version }, extras: { scope, title, release, apiUrl, metaUrl, environment, revision } };
  };
  return { schema: SCHEMA, microFrontends: Object.fromEntries(remotes.map((remote) => [remote.scope, [version(remote)]])) };
}

/** An import map (HTML standard §8.1.6.2) of entries and exposed modules; `integrity` has every module of every release. */
function importmap({ remotes }: Resolution, { releases }: HydratedState): object {
  const imports: Record<string, string> = {};
  const integrity: Record<string, string> = {};
  for (const { scope, release, baseUrl, remoteEntry } of remotes) {
    const files = releases[scope]?.[release]?.remote;
    imports[scope] = remoteEntry;
    for (const [name, { js }] of Object.entries(files?.exposes ?? {})) imports[`${scope}/${name.slice(2)}`] = baseUrl + js[0];
    for (const { path, integrity: hash } of files?.files ?? []) if (/\.m?js$/.test(path)) integrity[baseUrl + path] = hash;
  }
  return { imports, integrity };
}

/** Input of `registerRemotes` (module-federation.io/guide/basic/runtime): `mf-manifest.json` where a release has one, else the entry. */
function moduleFederation({ remotes }: Resolution, { releases }: HydratedState): object {
  return {
    remotes: remotes.map(({ scope, version, release, baseUrl, remoteEntry, format }) => {
      const files = releases[scope]?.[release]?.remote.files ?? [];
      const manifest = format === 'module-federation' && files.some(({ path }) => path === 'mf-manifest.json');
      return { name: scope, version, entry: manifest ? `${baseUrl}mf-manifest.json` : remoteEntry, type: 'module' };
    }),
  };
}

const formats = { 'framework-m': frameworkM, 'aws-v1': awsV1, importmap, mf: moduleFederation };

/** Spellings of a resolution that other platforms read. */
export type ExportFormat = keyof typeof formats;
export const exportFormats = Object.keys(formats) as ExportFormat[];

/** A resolution in another platform's format; `state` is the one it was resolved from. */
export function exportResolution(format: ExportFormat, resolution: Resolution, state: HydratedState): object {
  return formats[format](resolution, state);
}
