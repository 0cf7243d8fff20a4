import type { RemoteAssets } from '@business-m/contract';
import satisfies from 'semver/functions/satisfies';

/** What this shell offers: the host API and the version of each shared package. */
export interface Provided {
  hostApi: string;
  shared: Readonly<Record<string, string>>;
}

/**
 * Says in a sentence why a remote cannot run in this shell, or null. Asked before anything of it is loaded: the federation
 * runtime does not enforce versions, and a wrong React shows as a fault somewhere else.
 */
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
