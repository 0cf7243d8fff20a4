import type { ReleaseHealth } from '@business-m/sdk/platform';
import type { BadgeProps } from '@business-m/ui';
import type { RemoteRow } from '../fleet/release-state.ts';
import { audienceWords } from '../words/release-words.ts';
import { shareWords } from '../words/share-words.ts';

/** A release that is published, named by the environment, or both. */
export interface ReleaseRow {
  id: string;
  publishedAt: string | null;
  signedBy: string | null;
  /** Who gets it. */
  uses: { words: string; tone: NonNullable<BadgeProps['tone']> }[];
  health: ReleaseHealth | undefined;
}

/** Published releases, newest first, after those that the environment names but the CDN no longer lists. */
export function releaseRows(row: RemoteRow): ReleaseRow[] {
  const { published = [] } = row;
  const known = new Set(published.map(({ id }) => id));
  const named = namedReleases(row).filter((id) => !known.has(id));
  const unlisted = [...new Set(named)].map((id) => ({ id, publishedAt: null, signedBy: null }));
  return [...unlisted, ...published].map(({ id, publishedAt, signedBy }) => ({
    id,
    publishedAt,
    signedBy,
    uses: usesOf(row, id),
    health: row.fleet?.health.find(({ release }) => release === id),
  }));
}

function namedReleases({ remote, stable, canary }: RemoteRow): string[] {
  const { bindings = [], releases } = remote;
  return [stable.release, canary?.release, releases.halted?.release, ...bindings.map(({ release }) => release)].filter(
    (id) => id !== undefined,
  );
}

function usesOf({ remote, stable, canary }: RemoteRow, id: string): ReleaseRow['uses'] {
  const uses: ReleaseRow['uses'] = [];
  if (id === stable.release) uses.push({ words: `Stable ${shareWords(stable.shareBps)}`, tone: 'success' });
  if (id === canary?.release) uses.push({ words: `Canary ${shareWords(canary.shareBps)}`, tone: 'accent' });
  if (id === remote.releases.halted?.release) uses.push({ words: 'Halted', tone: 'warning' });
  for (const { match, release } of remote.bindings ?? []) if (release === id) uses.push({ words: audienceWords(match), tone: 'neutral' });
  return uses;
}
