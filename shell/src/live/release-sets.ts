import type { ReleaseSetEvent, Resolution } from '@business-m/contract';
import { createStore } from '../store.ts';
import { type ReleaseChange, releaseChanges } from './release-changes.ts';

/** Desks that hear of a new set at the same time do not all ask at the same time. */
const SPREAD_MS = 2_000;
/** A screen that failed asks whether there is a newer set, no more often than this. */
const CHECK_EVERY_MS = 10_000;
/** An answer older than what was heard was kept on its way, or is of a gateway that has not heard yet. */
const OLD_ANSWER = { againMs: 1_500, times: 3 };

export interface Offer {
  resolution: Resolution;
  /** Of the shell that the gateway serves with it. */
  shell: string;
  changes: readonly ReleaseChange[];
}

export type LiveState =
  | { status: 'current' }
  /** `later`: the user has seen it and goes on with what they have. */
  | { status: 'offered' | 'later' | 'preparing'; offer: Offer }
  /** The new release of what is being looked at did not come; the tab stays as it is. */
  | { status: 'failed'; offer: Offer };

export interface ReleaseSetsOptions {
  /** The build of the shell that this tab runs; empty when it is not known. */
  shell: string;
  /** The set this tab has. */
  own: () => Resolution | undefined;
  /** Asks for the newest. */
  fetchNewest: () => Promise<Resolution>;
  isDirty: () => boolean;
  /** Loads what is being looked at from the new set; false when that failed. */
  prepare: (next: Resolution) => Promise<boolean>;
  /** What was prepared is not taken after all. */
  discard: () => void;
  /** Takes the new set into use without leaving the page. */
  swap: (next: Resolution) => void;
  reload: () => void;
  spreadMs?: number;
  now?: () => number;
}

/** Which release set a tab has, which one it could have, and the way from one to the other: only when the user says so. */
export function createReleaseSets(options: ReleaseSetsOptions) {
  const { own, fetchNewest, isDirty, prepare, discard, swap, reload, spreadMs = SPREAD_MS, now = Date.now } = options;
  const { getState, set: become, subscribe } = createStore<LiveState>({ status: 'current' });
  let heard: ReleaseSetEvent | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: Promise<void> | null = null;
  let oldAnswers = 0;
  let checkedMs = Number.NEGATIVE_INFINITY;

  /** Until it is heard otherwise, the gateway serves the shell that this tab is of. */
  const servedShell = () => heard?.shell || options.shell;
  const isNewShell = (shell: string) => options.shell !== '' && shell !== options.shell;

  async function look(): Promise<void> {
    const before = own();
    // The user is about to take the offer; what came meanwhile is looked at afterwards.
    if (!before || getState().status === 'preparing') return;
    const resolution = await fetchNewest().catch(() => null);
    // The server is away or signed this user out: nothing to offer, and others say so.
    if (!resolution || own() !== before) return;
    if (heard && resolution.revision < heard.revision && resolution.releaseSet !== heard.releaseSet && oldAnswers < OLD_ANSWER.times) {
      oldAnswers += 1;
      clearTimeout(timer);
      timer = setTimeout(() => void lookOnce(), OLD_ANSWER.againMs);
    }
    const state = getState();
    const shell = servedShell();
    const changes = releaseChanges(before, resolution);
    if (changes.length > 0 || isNewShell(shell)) {
      const isSame =
        state.status !== 'current' && state.offer.resolution.releaseSet === resolution.releaseSet && state.offer.shell === shell;
      if (!isSame) become({ status: 'offered', offer: { resolution, shell, changes } });
      return;
    }
    // Back at what this tab has, or nothing that a person would notice.
    if (resolution.releaseSet !== before.releaseSet) swap(resolution);
    if (state.status !== 'current') become({ status: 'current' });
  }

  function lookOnce(): Promise<void> {
    asking ??= look().finally(() => {
      asking = null;
    });
    return asking;
  }

  return {
    getState,
    subscribe,
    /** The set that this tab knows of, for the server and for other tabs. */
    known: (): ReleaseSetEvent => heard ?? { revision: own()?.revision ?? 0, releaseSet: own()?.releaseSet ?? '', shell: options.shell },
    hear(event: ReleaseSetEvent): void {
      heard = event;
      oldAnswers = 0;
      const mine = own();
      const { status } = getState();
      if (mine?.releaseSet === event.releaseSet && !isNewShell(event.shell)) {
        clearTimeout(timer);
        if (status !== 'current' && status !== 'preparing') become({ status: 'current' });
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(() => void lookOnce(), Math.random() * spreadMs);
    },
    /** Something of this set could not be loaded: perhaps it is gone, and there is another. */
    async check(): Promise<void> {
      if (now() - checkedMs < CHECK_EVERY_MS) return;
      checkedMs = now();
      await lookOnce();
    },
    later(): void {
      const state = getState();
      if (state.status === 'offered' || state.status === 'failed') become({ status: 'later', offer: state.offer });
    },
    /** Shows again what was put off. */
    open(): void {
      const state = getState();
      if (state.status === 'later') become({ status: 'offered', offer: state.offer });
    },
    /** Goes over to what is offered; not while something unsaved would be lost. */
    async accept(): Promise<void> {
      const state = getState();
      if (state.status === 'current' || state.status === 'preparing' || isDirty()) return;
      const { offer } = state;
      if (isNewShell(offer.shell)) {
        reload();
        return;
      }
      become({ status: 'preparing', offer });
      const isThere = await prepare(offer.resolution);
      // Typed while it loaded: their work comes first.
      if (isDirty() || !isThere) {
        discard();
        become({ status: isThere ? 'offered' : 'failed', offer });
        return;
      }
      swap(offer.resolution);
      become({ status: 'current' });
      if (heard && heard.releaseSet !== offer.resolution.releaseSet) await lookOnce();
    },
    close: () => clearTimeout(timer),
  };
}

export type ReleaseSets = ReturnType<typeof createReleaseSets>;
