import type { DesiredRemote } from '@business-m/sdk/platform';

/** One remote that both environments have, with a stable release that differs. */
export interface PromoteRow {
  scope: string;
  title: string;
  /** Stable there. */
  from: string;
  /** Stable here, to be replaced. */
  to: string;
  /** A canary here, which would be over. */
  canary: string | null;
  /** Why it cannot be promoted; null when it can. */
  obstacle: string | null;
}

export interface Promotion {
  rows: PromoteRow[];
  /** How many have the same release in both. */
  same: number;
  /** Remotes of the other environment that this one does not have. */
  missing: string[];
}

/** What a promotion could move, by title. */
export function promotion(from: Readonly<Record<string, DesiredRemote>>, to: Readonly<Record<string, DesiredRemote>>): Promotion {
  const both = Object.entries(to).filter(([scope]) => from[scope] !== undefined);
  const rows = both.flatMap(([scope, { title, releases }]): PromoteRow[] => {
    const there = from[scope]?.releases.stable ?? '';
    if (there === releases.stable) return [];
    const obstacle = there === 'latest' ? 'Follows the latest publication: it has no fixed bytes to promote.' : null;
    return [{ scope, title, from: there, to: releases.stable, canary: releases.canary?.release ?? null, obstacle }];
  });
  rows.sort((a, b) => a.title.localeCompare(b.title));
  return { rows, same: both.length - rows.length, missing: Object.keys(from).filter((scope) => to[scope] === undefined) };
}
