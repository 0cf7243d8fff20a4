import type { DocTypeMeta } from '@business-m/metadata';
import { keptTextOf, useUser } from '@business-m/sdk';
import { useEffect, useRef, useState } from 'react';
import type * as keeping from '../keeping/index.ts';
import type { Keeper } from '../keeping/keeper.ts';
import type { KeptText } from '../keeping/kept-store.ts';
import type { FormState } from '../state/form-state.ts';
import { keptForm } from '../state/kept-form.ts';
import type { Intentions } from './intention.ts';

type Keeping = typeof keeping;

let loading: Promise<Keeping> | null = null;

/**
 * Merging and keeping what is typed: no form is drawn with it. Each fetches it soon after, because after a new release an open desk can no
 * longer fetch a part of its build. Rejects when it cannot be fetched; the next call tries again.
 */
export function loadKeeping(): Promise<Keeping> {
  loading ??= import('../keeping/index.ts').catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** A form that nobody types in yet has been drawn with all its data by then, and needs no more files for that. */
const SOON_MS = 1_000;

interface KeptOptions {
  meta: DocTypeMeta;
  id: string | null;
  state: FormState;
  dirty: boolean;
  intentions: Intentions;
}

/** Keeps what is typed in this browser until it is saved, and offers what an earlier form of the same document left. */
export function useKept({ meta: { doctype }, id, state, dirty, intentions }: KeptOptions) {
  const name = keptTextOf(useUser());
  const [offers, setOffers] = useState<readonly KeptText[]>([]);
  const [isTrouble, setTrouble] = useState(false);
  const keeper = useRef<Keeper | null>(null);
  const typed = useRef<FormState | null>(null);
  typed.current = dirty ? state : null;
  const keep = (by: Keeper | null) => void by?.note(typed.current && { ...keptForm(typed.current), intention: intentions.last() });

  const [isNeeded, need] = useState(false);
  if (dirty && !isNeeded) need(true);
  useEffect(() => {
    const timer = setTimeout(() => need(true), SOON_MS);
    return () => clearTimeout(timer);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: one keeper a document
  useEffect(() => {
    if (!isNeeded) return;
    let isThere = true;
    let own: Keeper | null = null;
    loadKeeping()
      .then(async ({ createKeeper }) => {
        if (!isThere) return;
        own = createKeeper({ name, doctype, id, onTrouble: (trouble) => isThere && setTrouble(trouble) });
        keeper.current = own;
        keep(own);
        const found = await own.find();
        if (isThere) setOffers(found);
      })
      .catch(() => isThere && setTrouble(true));
    return () => {
      isThere = false;
      keeper.current = null;
      void own?.close();
    };
  }, [name, doctype, id, isNeeded]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the form is kept
  useEffect(() => keep(keeper.current), [state, dirty]);

  const [offer = null] = offers;
  const next = () => setOffers((all) => all.slice(1));
  return {
    offer,
    /** Nothing is kept: storage is blocked or full, or the text is too large. */
    isTrouble,
    /** What is kept is about to be sent. */
    sending: () => keep(keeper.current),
    /** The offered text comes into the form; it is kept with it once that is drawn. */
    taken() {
      if (offer) {
        keeper.current?.take(offer);
        intentions.restore(offer.intention);
      }
      next();
    },
    drop() {
      if (offer) void keeper.current?.drop([offer]).catch(() => {});
      next();
    },
    /** A write took effect; `isLast`: nothing more is typed on this document. */
    saved(isLast: boolean) {
      keeper.current?.revive();
      if (!isLast) return;
      void keeper.current?.drop(offers).catch(() => {});
      setOffers([]);
    },
  };
}
