import type { RemoteAssets } from '@business-m/contract';
import satisfies from 'semver/functions/satisfies';
import { LoadError } from './load-failure.ts';

/** Versions of the host API and of each shared package. */
export interface Provided {
  hostApi: string;
  shared: Readonly<Record<string, string>>;
}

/** Why a remote cannot run in this shell, or null. The federation runtime does not enforce versions. */
export function unmetRequirement(title: string, { requires }: Pick<RemoteAssets, 'requires'>, provided: Provided): string | null {
  if (!satisfies(provided.hostApi, requires.hostApi)) {
    return `${title} was made for host API ${requires.hostApi}; this desk has ${provided.hostApi}.`;
  }
  for (const [name, range] of Object.entries(requires.shared)) {
    const version = provided.shared[name];
    if (version === undefined) return `${title} needs ${name} ${range}, which this desk does not provide.`;
    if (!satisfies(version, range)) return `${title} needs ${name} ${range}; this desk has ${version}.`;
  }
  return null;
}

/** @throws LoadError */
export function requireFit(title: string, assets: Pick<RemoteAssets, 'requires'>, provided: Provided): void {
  const unmet = unmetRequirement(title, assets, provided);
  if (unmet) throw new LoadError('incompatible', `${title} does not fit this desk.`, unmet);
}
