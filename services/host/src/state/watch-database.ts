import { createStateCell, type DatabaseState } from './database-state.ts';
import { troubleOf } from './database-trouble.ts';

const PROBE_EVERY_MS = 3_000;
/** While it is not well: sooner seen, sooner served. */
const PROBE_AGAIN_MS = 1_000;
/** One silence may be a busy machine; a second one in a row is not. */
const SILENCES_MAX = 1;

export interface DatabaseWatch {
  state(): DatabaseState;
  onChange(listener: (state: DatabaseState) => void): () => void;
  /** Probes now; a start waits for it. */
  probe(): Promise<DatabaseState>;
  /** A call on the database failed like this: what that says is said at once, and a probe follows. */
  suspect(error: unknown): void;
  stop(): Promise<void>;
}

export interface WatchOptions {
  /** Throws when the database does not serve; bounded in time. `thorough`: also tries what seldom fails. */
  probe(thorough: boolean): Promise<void>;
  close(): Promise<void>;
  now?: () => Date;
}

/** Probes a database every few seconds and says whether it is ready. */
export function watchDatabase({ probe, close, now }: WatchOptions): DatabaseWatch {
  const cell = createStateCell(now);
  let silences = 0;
  let probing: Promise<DatabaseState> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  function note(error: unknown): void {
    const trouble = troubleOf(error);
    const message = error instanceof Error ? error.message : String(error);
    silences = trouble === 'silent' ? silences + 1 : 0;
    if (trouble === 'silent' && silences <= SILENCES_MAX && cell.get().state === 'ok') return;
    cell.set(trouble === 'impaired' ? 'impaired' : 'unavailable', message);
  }

  async function probeOnce(): Promise<DatabaseState> {
    clearTimeout(timer);
    try {
      await probe(cell.get().state === 'impaired');
      silences = 0;
      cell.set('ok');
    } catch (error) {
      note(error);
    }
    const well = cell.get().state === 'ok' && silences === 0;
    if (!stopped) timer = setTimeout(probeTogether, well ? PROBE_EVERY_MS : PROBE_AGAIN_MS);
    return cell.get();
  }

  function probeTogether(): Promise<DatabaseState> {
    probing ??= probeOnce().finally(() => {
      probing = null;
    });
    return probing;
  }

  return {
    state: cell.get,
    onChange: cell.onChange,
    probe: probeTogether,
    suspect(error) {
      const trouble = troubleOf(error);
      if (stopped || trouble === 'none') return;
      if (trouble === 'impaired') note(error);
      void probeTogether();
    },
    async stop() {
      stopped = true;
      await probing;
      clearTimeout(timer);
      await close();
    },
  };
}
