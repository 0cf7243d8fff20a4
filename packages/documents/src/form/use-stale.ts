import type { DocTypeMeta, Document } from '@business-m/metadata';
import { useState } from 'react';
import type { Stale } from '../keeping/stale-dialog.tsx';
import { fingerprint, toBody } from '../state/form-body.ts';
import { type FormState, initialState } from '../state/form-state.ts';
import { loadKeeping } from './use-kept.ts';

const isOpen = ({ status }: Document) => status === 'draft' || status === 'saved';

export type Meeting =
  /** Merged; `goesOn`: with nothing in it that the user should look over first. `taken`: what of theirs is in it. */
  | { state: FormState; goesOn: boolean; taken: string }
  /** The user is asked. */
  | { state: null };

/** A version that somebody else saved while this form was open: merged with it, and asked about where both changed the same. */
export function useStale(meta: DocTypeMeta, user: string) {
  const [asked, setAsked] = useState<Stale | null>(null);
  /** What came in by a merge that stopped before it went on. */
  const [notice, setNotice] = useState<string | null>(null);

  /** @param isSave what was to be done is a save, which merged changes do not hold up */
  async function meet(mine: FormState, theirs: Document, isSave: boolean): Promise<Meeting> {
    const { mergeEdits } = await loadKeeping();
    const base = initialState(meta, mine.base);
    const merge = mergeEdits(meta, { base, mine, theirs: initialState(meta, theirs) }, theirs.modified_by === user);
    const isTyped = fingerprint(meta, mine) !== fingerprint(meta, base);
    if (merge.conflicts.length > 0 || (isTyped && !isOpen(theirs))) {
      setAsked({ theirs, merge, isSave, mine: toBody(meta, mine).body });
      return { state: null };
    }
    const taken = merge.taken.join(', ');
    const goesOn = theirs.status === mine.base?.status && (isSave || taken === '');
    if (!goesOn) setNotice(noticeOf(theirs, taken));
    return { state: merge.decide(new Set()), goesOn, taken: taken && `With what ${theirs.modified_by} changed meanwhile: ${taken}.` };
  }

  return {
    asked,
    notice,
    meet,
    decide(chosen: ReadonlySet<string>): (Meeting & { state: FormState }) | null {
      setAsked(null);
      if (!asked) return null;
      const { theirs, merge, isSave } = asked;
      if (!isSave) setNotice(noticeOf(theirs, merge.taken.join(', ')));
      return { state: merge.decide(chosen), goesOn: isSave, taken: '' };
    },
    clear() {
      setAsked(null);
      setNotice(null);
    },
  };
}

function noticeOf({ modified_by, status }: Document, taken: string): string {
  const did = status === 'submitted' || status === 'cancelled' ? `${status} it` : 'changed it';
  return `${modified_by} ${did} meanwhile${taken && `: ${taken}`}. You see it as it is now; look it over before you go on.`;
}
