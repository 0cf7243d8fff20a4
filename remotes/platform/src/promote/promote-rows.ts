import type { DesiredRemote } from '@business-m/sdk/platform';

/** A remote whose stable release differs between the two environments. */
export interface PromoteRow {
  scope: string;
  title: string;
  /** Stable in the source; `latest` is resolved by the gateway. */
  from: string;
  /** Stable in the target; null when it does not have the remote. */
  to: string | null;
  /** A canary in the target, which ends. */
  canary: string | null;
}

export interface Promotion {
  rows: PromoteRow[];
  /** Remotes with the same release in both. */
  same: number;
}

/** What a promotion could move, by title; remotes new to the target come last. */
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
