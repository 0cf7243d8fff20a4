import { setTimeout as delay } from 'node:timers/promises';
import type { Revision } from '@business-m/contract';
import { deepFreeze, type HydratedState } from '../resolve/index.ts';
import { DocumentRefusal } from './document-refusal.ts';
import type { LastGood } from './last-good.ts';
import type { ManifestFault, ManifestStore } from './manifest-store.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { type PreviewOptions, previewText } from './preview-text.ts';
import { type RevisionStore, StoreUnavailable } from './revision-store.ts';

export interface LiveManifestOptions extends Omit<PreviewOptions, 'serving'> {
  documents: RevisionStore;
  /** The document that is served. */
  environment: string;
  lastGood: LastGood;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
  /** How often to ask for a newer release where the document says `latest`. Default 3,000. */
  latestPollMs?: number;
  /** Waits between attempts while something cannot be read; each is twice the one before. Default 500 to 30,000. */
  retryMs?: { first: number; most: number };
  /** How long the first attempt is waited for where there is a last good state to serve meanwhile. Default 2,000. */
  patienceMs?: number;
}

/** Keeps an environment's state in step with its documents. Resolves after the first attempt, or `patienceMs` with a last good one. */
export async function openLiveManifest(options: LiveManifestOptions): Promise<ManifestStore> {
  const {
    documents,
    environment,
    lastGood,
    log,
    latestPollMs = 3_000,
    retryMs = { first: 500, most: 30_000 },
    patienceMs = 2_000,
  } = options;
  const listeners = new Set<(state: HydratedState) => void>();
  /** As the store told of them: reading them again would be a journey more. */
  const heads = new Map<string, Revision>();
  const reader = { head: async (name: string) => heads.get(name) ?? documents.head(name) };
  /** Null: what the environment extends is not known yet. */
  let chain: readonly string[] | null = null;
  let state: HydratedState | null = await lastGood.load().then(deepFreeze);
  let fault: ManifestFault | null = null;
  let attempts = 0;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  /** One reading at a time; what changes meanwhile is read right after. */
  const refreshing = oneAtATime(attempt);
  /** In the background: an edit does not wait until the one before it is on the disk. */
  const saving = oneAtATime(async () => {
    if (!state) return;
    await lastGood
      .save(state)
      .catch((error: unknown) => log.warn({ error: String(error) }, 'the accepted manifest could not be kept for a restart'));
  });
  const refresh = () => (closed ? Promise.resolve() : refreshing());

  async function attempt(): Promise<void> {
    clearTimeout(timer);
    let nextMs: number | null = null;
    try {
      const head = await reader.head(environment);
      chain = null;
      const { desired, releases, merged, chain: found } = await previewText(reader, environment, undefined, options);
      chain = found;
      // Without a head, the preview has thrown.
      accept({ revision: head?.number ?? 1, desired, releases });
      if (fault) log.info({ revision: state?.revision }, 'the manifest is in effect again');
      fault = null;
      attempts = 0;
      if (desired.followLatest && followsLatest(merged)) nextMs = latestPollMs;
    } catch (error) {
      // That the store is away says its own status; nothing is known against the document.
      const refusal = error instanceof DocumentRefusal ? error : null;
      if (refusal) report(refusal);
      else if (!(error instanceof StoreUnavailable)) report(new DocumentRefusal('', String(error), { retry: true, cause: error }));
      if (refusal?.retry !== false) nextMs = Math.min(retryMs.most, retryMs.first * 2 ** attempts++);
    }
    if (nextMs !== null && !closed) timer = setTimeout(refresh, nextMs).unref();
  }

  function accept(next: HydratedState): void {
    if (closed || (state && sameMeaning(state, next))) return;
    state = deepFreeze(next);
    log.info({ revision: state.revision }, 'the manifest has changed');
    for (const listener of listeners) listener(state);
    void saving();
  }

  function report({ path, message, retry }: DocumentRefusal): void {
    const news = fault?.path !== path || fault.message !== message;
    fault = { path, message, retrying: retry };
    if (news) log.warn({ path, reason: message, kept: state?.revision ?? null }, 'the manifest was refused');
  }

  /** Why the newest text of one of the documents did not even become a revision, or what became of the newest revisions. */
  function currentFault(): ManifestFault | null {
    const faults = documents.faults();
    for (const name of chain ?? [environment]) {
      const found = faults.get(name);
      if (found) return name === environment ? found : { ...found, message: `in "${name}": ${found.message}` };
    }
    return fault;
  }

  const stopWatching = documents.watch((name, head) => {
    const known = heads.get(name);
    heads.set(name, head);
    if (known?.number === head.number && known.time === head.time) return;
    if (chain && !chain.includes(name)) return;
    attempts = 0;
    void refresh();
  });
  const first = refresh();
  await (state ? Promise.race([first, delay(patienceMs, undefined, { ref: false })]) : first);

  return {
    current: () => state,
    status: () => ({ revision: state?.revision ?? 0, fault: currentFault(), store: { awaySince: documents.awaySince() } }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      stopWatching();
      clearTimeout(timer);
      await refreshing.done();
      await saving.done();
    },
  };
}

function followsLatest(merged: unknown): boolean {
  const { remotes } = merged as { remotes: Record<string, { releases: { stable: string } }> };
  return Object.values(remotes).some(({ releases }) => releases.stable === 'latest');
}

/** The order of keys counts: it is the order of the navigation. Releases follow from the ids. */
function sameMeaning(before: HydratedState, after: HydratedState): boolean {
  const meaning = ({ revision, desired, releases }: HydratedState) =>
    JSON.stringify([
      revision,
      desired,
      Object.entries(releases)
        .map(([scope, found]) => [scope, ...Object.keys(found)].join(' '))
        .sort(),
    ]);
  return meaning(before) === meaning(after);
}
