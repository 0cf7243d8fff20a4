import type { HydratedRelease } from '../resolve/index.ts';
import type { DesiredRemote, DesiredState } from '../schema/index.ts';
import { Refusal } from './refusal.ts';
import type { ReleaseSource } from './release-source.ts';

/** Looks up the release of every remote. A remote that is switched off must not need a CDN that works. */
export async function hydrate(desired: DesiredState, source: ReleaseSource): Promise<Record<string, HydratedRelease>> {
  const found = await Promise.all(
    Object.entries(desired.remotes).map(async ([scope, remote]) => {
      const release = await lookUp(desired.cdn, scope, remote, source).catch((error: unknown) => {
        if (!remote.enabled && error instanceof Refusal) return null;
        throw error;
      });
      return [scope, release] as const;
    }),
  );
  return Object.fromEntries(found.filter((entry): entry is [string, HydratedRelease] => entry[1] !== null));
}

async function lookUp(
  cdn: string,
  scope: string,
  { releases: { stable } }: DesiredRemote,
  source: ReleaseSource,
): Promise<HydratedRelease> {
  try {
    const id = stable === 'latest' ? await source.latest(cdn, scope) : stable;
    return await source.read(cdn, scope, id);
  } catch (error) {
    if (error instanceof Refusal)
      throw new Refusal(`remotes.${scope}.releases.stable`, error.message, { retry: error.retry, cause: error });
    throw error;
  }
}
