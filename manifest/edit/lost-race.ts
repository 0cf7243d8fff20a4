import type { Difference, Revision, RevisionSummary } from '@business-m/contract';
import type { LostRace as Race } from '@business-m/contract/admin';
import { differences } from '../change/index.ts';
import { ifRefused, mergedDocument, type RevisionStore } from '../store/index.ts';
import { EditRefusal } from './edit-refusal.ts';

const DIFFERENCES_LIMIT = 200;

/** Another editor wrote between the read and the write. Holds both sides, so that a person can decide again. */
export class LostRace extends EditRefusal {
  override name = 'LostRace';
  readonly race: Pick<Race, 'current' | 'theirs' | 'yours'>;

  constructor(race: Pick<Race, 'current' | 'theirs' | 'yours'>) {
    const { number, author } = race.current;
    super('revision-changed', `${author.name} wrote revision ${number} meanwhile. Look at it and decide anew.`, { members: race });
    this.race = race;
  }
}

/** `seen`: the caller's revision, if it is known. `wanted`: what the caller's edit makes of it; null where that cannot be said. */
export async function lostRace(
  documents: RevisionStore,
  name: string,
  { seen, head, wanted }: { seen: Revision | null; head: Revision; wanted: string | null },
): Promise<LostRace> {
  const merged = (text: string) => mergedDocument(documents, name, text).then((found) => found.merged, ifRefused(undefined));
  const before = seen && (await merged(seen.text));
  const between = async (text: string | null): Promise<Difference[]> =>
    seen && text !== null ? differences(before, await merged(text), DIFFERENCES_LIMIT) : [];
  return new LostRace({ current: summaryOf(head), theirs: await between(head.text), yours: await between(wanted) });
}

export function summaryOf({ text: _, ...summary }: Revision): RevisionSummary {
  return summary;
}
