import type { Resolution } from '@business-m/contract';
import type { HydratedState } from '../hydrated-state.ts';

/**
 * An import map (HTML standard §8.1.6.2): `finance` is the remote's entry, `finance/journal-list` the module it exposes under that name.
 * `integrity` has every module of every release, so that a browser enforces them all.
 */
export function importmap({ remotes }: Resolution, { releases }: HydratedState): object {
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
