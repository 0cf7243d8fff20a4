import type { DesiredRemote } from '@business-m/sdk/platform';

/** One remote whose stable release there is not the one here. */
export interface PromoteRow {
  scope: string;
  title: string;
  /** Stable there; `latest` is looked up by the gateway as it is promoted. */
  from: string;
  /** Stable here, to be replaced; null: the remote is not here yet. */
  to: string | null;
  /** A canary here, which would be over. */
  canary: string | null;
}

export interface Promotion {
  rows: PromoteRow[];
  /** How many have the same release in both. */
  same: number;
}

/** What a promotion could move, by title; what is new here comes last. */
export function promotion(from: Readonly<Record<string, DesiredRemote>>, to: Readonly<Record<string, DesiredRemote>>): Promotion {
  const all = Object.entries(from).map(([scope, there]): PromoteRow => {
    const here = Object.hasOwn(to, scope) ? to[scope] : undefined;
    return {
      scope,
      title: (here ?? there).title,
      from: there.releases.stable,
      to: here?.releases.stable ?? null,
      canary: here?.releases.canary?.release ?? null,
    };
  });
  const rows = all.filter((row) => row.from !== row.to);
  rows.sort((a, b) => Number(a.to === null) - Number(b.to === null) || a.title.localeCompare(b.title));
  return { rows, same: all.length - rows.length };
}
