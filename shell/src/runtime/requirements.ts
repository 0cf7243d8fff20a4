import type { RemoteAssets } from '@business-m/contract';
import { LoadError } from './load-failure.ts';
import { inPlainRange } from './plain-range.ts';

/** Versions of the host API and of each shared package. */
export interface Provided {
  hostApi: string;
  shared: Readonly<Record<string, string>>;
}

type Needs = Pick<RemoteAssets, 'requires'>;

/** Whether a remote can run in this shell, as far as that can be said at once: to fetch it ahead. */
export function fitsPlainly({ requires: { hostApi, shared } }: Needs, provided: Provided): boolean {
  const ranges = [
    [provided.hostApi, hostApi] as const,
    ...Object.entries(shared).map(([name, range]) => [provided.shared[name], range] as const),
  ];
  return ranges.every(([version, range]) => version !== undefined && inPlainRange(version, range));
}

async function satisfies(version: string, range: string): Promise<boolean> {
  return inPlainRange(version, range) ?? (await import('semver/functions/satisfies')).default(version, range);
}

/** Why a remote cannot run in this shell, or null. The federation runtime does not enforce versions. */
export async function unmetRequirement(title: string, { requires }: Needs, provided: Provided): Promise<string | null> {
  if (!(await satisfies(provided.hostApi, requires.hostApi))) {
    return `${title} was made for host API ${requires.hostApi}; this desk has ${provided.hostApi}.`;
  }
  for (const [name, range] of Object.entries(requires.shared)) {
    const version = provided.shared[name];
    if (version === undefined) return `${title} needs ${name} ${range}, which this desk does not provide.`;
    if (!(await satisfies(version, range))) return `${title} needs ${name} ${range}; this desk has ${version}.`;
  }
  return null;
}

/** @throws LoadError */
export async function requireFit(title: string, assets: Needs, provided: Provided): Promise<void> {
  const unmet = await unmetRequirement(title, assets, provided);
  if (unmet) throw new LoadError('incompatible', `${title} does not fit this desk.`, unmet);
}
