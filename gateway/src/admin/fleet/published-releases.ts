import type { FleetRemote } from '@business-m/contract/admin';
import type { HydratedState } from '@business-m/manifest/resolve';
import { ifRefused, type ReleaseSource } from '@business-m/manifest/store';

const SHOWN_LIMIT = 50;
const SIGNERS_LIMIT = 20_000;
/** A release that had no signature may have got one. */
const UNSIGNED_MS = 60_000;

/** What the CDN has of each remote, and who signed those releases that the environment names. */
export function createPublishedReleases({ source, now }: { source: ReleaseSource; now: () => Date }) {
  const signers = new Map<string, { keyId: string | null; until: number }>();

  async function signerOf(cdn: string, scope: string, id: string): Promise<string | null> {
    const url = `${cdn}/${scope}/${id}`;
    const known = signers.get(url);
    if (known && known.until > now().getTime()) return known.keyId;
    const keyId = await source.signed(cdn, scope, id).then(({ signature }) => signature.keyId, ifRefused(null));
    if (signers.size >= SIGNERS_LIMIT) signers.clear();
    signers.set(url, { keyId, until: keyId === null ? now().getTime() + UNSIGNED_MS : Number.POSITIVE_INFINITY });
    return keyId;
  }

  return {
    /** Newest first; undefined when the CDN does not say. */
    async of({ desired, releases }: HydratedState, scope: string): Promise<FleetRemote['published']> {
      const index = await source.index(desired.cdn, scope).catch(ifRefused(null));
      if (!index) return undefined;
      const named = releases[scope] ?? {};
      const newest = index.releases.toReversed().slice(0, SHOWN_LIMIT);
      return Promise.all(
        newest.map(async (release) => ({
          ...release,
          signedBy: Object.hasOwn(named, release.id) ? await signerOf(desired.cdn, scope, release.id) : null,
        })),
      );
    },
  };
}
