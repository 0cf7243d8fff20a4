import type { ReleaseSetEvent, Resolution } from '@business-m/contract';
import { createStore } from '../store.ts';
import { type ReleaseChange, releaseChanges } from './release-changes.ts';

/** Desks ask for a new set at random within this time. */
const SPREAD_MS = 2_000;
const CHECK_EVERY_MS = 10_000;
/** An answer older than the event came from a cache or from a gateway that is behind. */
const OLD_ANSWER = { againMs: 1_500, times: 3 };

export interface Offer {
  resolution: Resolution;
  shell: string;
  changes: readonly ReleaseChange[];
}

export type LiveState =
  | { status: 'current' }
  /** `later`: the user put it off. */
  | { status: 'offered' | 'later' | 'preparing'; offer: Offer }
  /** The new release of the current screen failed to load; the tab keeps its set. */
  | { status: 'failed'; offer: Offer };

export interface ReleaseSetsOptions {
  /** Empty when it is not known. */
  shell: string;
  /** What this page may do beyond what every page may: it stays so until the page is loaded anew. Undefined: not known, so anything. */
  granted: readonly string[] | undefined;
  own: () => Resolution | undefined;
  fetchNewest: () => Promise<Resolution>;
  isDirty: () => boolean;
  /** Loads the current screen of the new set; false when that failed. */
  prepare: (next: Resolution) => Promise<boolean>;
  /** Drops what was prepared. */
  discard: () => void;
  swap: (next: Resolution) => void;
  reload: () => void;
  now?: () => number;
}

/** The release set of a tab, and the one that it is offered: the tab changes only when its user says so. */
export function createReleaseSets(options: ReleaseSetsOptions) {
  const { own, fetchNewest, isDirty, prepare, discard, swap, reload, now = Date.now } = options;
  const { getState, set: become, subscribe } = createStore<LiveState>({ status: 'current' });
  let heard: ReleaseSetEvent | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: Promise<void> | null = null;
  let oldAnswers = 0;
  let checkedMs = Number.NEGATIVE_INFINITY;

  const servedShell = () => heard?.shell || options.shell;
  /** A document’s policy never widens: remotes that may do more begin with a page of their own. */
  const isGrantedMore = ({ granted = [] }: Resolution) => granted.some((need) => options.granted?.includes(need) === false);
  const isNewShell = (shell: string) => options.shell !== '' && shell !== options.shell;

  async function look(): Promise<void> {
    const before = own();
    // The user is accepting an offer.
    if (!before || getState().status === 'preparing') return;
    const resolution = await fetchNewest().catch(() => null);
    // The gateway is away, or the user was signed out meanwhile.
    if (!resolution || own() !== before) return;
    if (heard && resolution.revision < heard.revision && resolution.releaseSet !== heard.releaseSet && oldAnswers < OLD_ANSWER.times) {
      oldAnswers += 1;
      clearTimeout(timer);
      timer = setTimeout(() => void lookOnce(), OLD_ANSWER.againMs);
    }
    const state = getState();
    const shell = servedShell();
    const changes = releaseChanges(before, resolution);
    if (changes.length > 0 || isNewShell(shell) || isGrantedMore(resolution)) {
      const isSame =
        state.status !== 'current' && state.offer.resolution.releaseSet === resolution.releaseSet && state.offer.shell === shell;
      if (!isSame) become({ status: 'offered', offer: { resolution, shell, changes } });
      return;
    }
    // The tab's own set, or one without a noticeable change.
    if (resolution.releaseSet !== before.releaseSet) swap(resolution);
    if (state.status !== 'current') become({ status: 'current' });
  }

  function lookOnce(): Promise<void> {
    asking ??= look().finally(() => {
      asking = null;
    });
    return asking;
  }

  // Somebody consented between the page and its list of remotes.
  const mine = own();
  if (mine && isGrantedMore(mine)) void lookOnce();

  return {
    getState,
    subscribe,
    /** The newest set that this tab knows of. */
    known: (): ReleaseSetEvent => heard ?? { revision: own()?.revision ?? 0, releaseSet: own()?.releaseSet ?? '', shell: options.shell },
    hear(event: ReleaseSetEvent): void {
      heard = event;
      oldAnswers = 0;
      const mine = own();
      const { status } = getState();
      if (mine?.releaseSet === event.releaseSet && !isNewShell(event.shell) && !isGrantedMore(mine)) {
        clearTimeout(timer);
        if (status !== 'current' && status !== 'preparing') become({ status: 'current' });
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(() => void lookOnce(), Math.random() * SPREAD_MS);
    },
    /** Asks for a newer set after something failed to load. */
    async check(): Promise<void> {
      if (now() - checkedMs < CHECK_EVERY_MS) return;
      checkedMs = now();
      await lookOnce();
    },
    later(): void {
      const state = getState();
      if (state.status === 'offered' || state.status === 'failed') become({ status: 'later', offer: state.offer });
    },
    open(): void {
      const state = getState();
      if (state.status === 'later') become({ status: 'offered', offer: state.offer });
    },
    /** Changes to the offered set, unless something is unsaved. */
    async accept(): Promise<void> {
      const state = getState();
      if (state.status === 'current' || state.status === 'preparing' || isDirty()) return;
      const { offer } = state;
      if (isNewShell(offer.shell) || isGrantedMore(offer.resolution)) {
        reload();
        return;
      }
      become({ status: 'preparing', offer });
      const isThere = await prepare(offer.resolution);
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
