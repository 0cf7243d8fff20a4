import type { ReleaseIndex } from '@business-m/contract';
import type { Stored } from '../target/release-target.ts';

/** `named`: by a manifest; `young`: published lately; `newest`: of its scope, now or when the time to look back to began; `busy`: being published. */
export type KeptBecause = 'named' | 'young' | 'newest' | 'busy';

export interface GarbageDecision {
  keep: { id: string; because: KeptBecause }[];
  remove: string[];
  /** Without `remote.json`, and old: an interrupted publication. */
  unfinished: string[];
}

interface Facts {
  scope: string;
  index: ReleaseIndex;
  inventory: { releases: readonly Stored[]; unfinished: readonly Stored[] };
  named: ReadonlySet<string>;
  olderThan: Date;
  busy: ReadonlySet<string>;
}

/** Which releases of a scope go. Pure. */
export function decide({ scope, index, inventory, named, olderThan, busy }: Facts): GarbageDecision {
  const published = new Map(index.releases.map(({ id, publishedAt }) => [id, new Date(publishedAt)]));
  const newest = index.releases.at(-1)?.id;
  // At that moment, desks that follow `latest` got this one.
  const newestThen = index.releases.findLast(({ publishedAt }) => new Date(publishedAt) <= olderThan)?.id;

  const why = ({ name, writtenAt }: Stored): KeptBecause | null => {
    if (busy.has(name)) return 'busy';
    if (named.has(name) || named.has(`${scope}/${name}`)) return 'named';
    if (name === newest || name === newestThen) return 'newest';
    // Whichever is later: bytes may be copied, and published again.
    return writtenAt > olderThan || (published.get(name) ?? writtenAt) > olderThan ? 'young' : null;
  };
  const keep: GarbageDecision['keep'] = [];
  const remove: string[] = [];
  for (const stored of inventory.releases) {
    const because = why(stored);
    if (because) keep.push({ id: stored.name, because });
    else remove.push(stored.name);
  }
  const unfinished = inventory.unfinished
    .filter(({ name, writtenAt }) => writtenAt <= olderThan && !busy.has(name))
    .map(({ name }) => name);
  return { keep, remove, unfinished };
}
