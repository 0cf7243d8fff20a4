import { readFile, stat } from 'node:fs/promises';
import type { HydratedRelease, HydratedState } from '../resolve/index.ts';
import type { DesiredState } from '../schema/index.ts';
import { deepFreeze } from './deep-freeze.ts';
import { hydrate } from './hydrate.ts';
import type { LastGood } from './last-good.ts';
import type { ManifestFault, ManifestStore } from './manifest-store.ts';
import { LIMIT_BYTES, parseDesired } from './parse-desired.ts';
import { Refusal } from './refusal.ts';
import type { ReleaseSource } from './release-source.ts';
import { type WatchOptions, watchFile } from './watch-file.ts';

export interface FileStoreOptions {
  file: string;
  /** What `${NAME}` may mean in the document. */
  variables: Readonly<Record<string, string | undefined>>;
  source: ReleaseSource;
  lastGood: LastGood;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
  watch?: WatchOptions;
  /** How often to ask for a newer release where the document says `latest`. Default 3,000. */
  latestPollMs?: number;
  /** Waits between attempts while something cannot be read; each is twice the one before. Default 500 to 30,000. */
  retryMs?: { first: number; most: number };
}

/** A {@link ManifestStore} over one JSON file that people edit. Resolves after the first attempt, whatever came of it. */
export async function openFileStore(options: FileStoreOptions): Promise<ManifestStore> {
  const { file, variables, source, lastGood, log, latestPollMs = 3_000, retryMs = { first: 500, most: 30_000 } } = options;
  const listeners = new Set<(state: HydratedState) => void>();
  let state: HydratedState | null = await lastGood.load().then(deepFreeze);
  let fault: ManifestFault | null = null;
  let attempts = 0;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let again = false;

  /** One reading at a time; what changes meanwhile is read right after. */
  function refresh(): Promise<void> {
    if (closed) return Promise.resolve();
    again = running !== null;
    running ??= attempt().finally(() => {
      running = null;
      if (again) void refresh();
    });
    return running;
  }

  async function attempt(): Promise<void> {
    clearTimeout(timer);
    let nextMs: number | null = null;
    try {
      const desired = parseDesired(await readText(file), variables);
      await accept(desired, await hydrate(desired, source));
      if (fault) log.info({ revision: state?.revision }, 'the manifest is in effect again');
      fault = null;
      attempts = 0;
      if (Object.values(desired.remotes).some(({ releases }) => releases.stable === 'latest')) nextMs = latestPollMs;
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('', String(error), { retry: true, cause: error });
      report(refusal);
      if (refusal.retry) nextMs = Math.min(retryMs.most, retryMs.first * 2 ** attempts++);
    }
    if (nextMs !== null && !closed) timer = setTimeout(refresh, nextMs).unref();
  }

  async function accept(desired: DesiredState, releases: Record<string, HydratedRelease>): Promise<void> {
    if (closed || (state && sameMeaning(state, { desired, releases }))) return;
    state = deepFreeze({ revision: (state?.revision ?? 0) + 1, desired, releases });
    log.info({ revision: state.revision }, 'the manifest has changed');
    for (const listener of listeners) listener(state);
    await lastGood
      .save(state)
      .catch((error: unknown) => log.warn({ error: String(error) }, 'the accepted manifest could not be kept for a restart'));
  }

  function report({ path, message, retry }: Refusal): void {
    const news = fault?.path !== path || fault.message !== message;
    fault = { path, message, retrying: retry };
    if (news) log.warn({ path, reason: message, kept: state?.revision ?? null }, 'the manifest was refused');
  }

  const stopWatching = watchFile(
    file,
    () => {
      attempts = 0;
      void refresh();
    },
    options.watch,
  );
  await refresh();

  return {
    current: () => state,
    status: () => ({ revision: state?.revision ?? 0, fault }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      stopWatching();
      clearTimeout(timer);
      await running;
    },
  };
}

/** Looks before it reads: a pipe would be waited for without end, and a huge file would fill the memory. */
async function readText(file: string): Promise<string> {
  try {
    const found = await stat(file);
    if (!found.isFile()) throw new Refusal('', 'the manifest file is not a file', { retry: true });
    if (found.size > LIMIT_BYTES) throw new Refusal('', `the document has ${found.size} bytes, more than the ${LIMIT_BYTES} allowed`);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('', `the manifest file cannot be read (${(error as NodeJS.ErrnoException).code})`, { retry: true, cause: error });
  }
}

type Content = Omit<HydratedState, 'revision'>;

/** The order of keys counts: it is the order of the navigation. */
function sameMeaning(before: Content, after: Content): boolean {
  const meaning = ({ desired, releases }: Content) =>
    JSON.stringify([
      desired,
      Object.entries(releases)
        .map(([scope, { id }]) => [scope, id])
        .sort(),
    ]);
  return meaning(before) === meaning(after);
}
