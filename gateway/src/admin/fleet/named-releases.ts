import type { DesiredRemote } from '@business-m/contract';

/** Every release that a remote's part of a document names, but the halted one, which nobody gets. */
export function namedReleases({ releases, bindings = [] }: Pick<DesiredRemote, 'releases' | 'bindings'>): string[] {
  const { stable, canary } = releases;
  return [...new Set([stable, ...(canary ? [canary.release] : []), ...bindings.map(({ release }) => release)])];
}
