import { Unavailable } from '@business-m/protocols';

const PROBE_EVERY_MS = 3_000;
/** While it is not well, so that recovery is noticed soon. */
const PROBE_AGAIN_MS = 1_000;
/** One silence may be a busy machine; a second one in a row is not. */
const SILENCES_MAX = 1;
/** The server answers, but cannot do all that is asked of it: 53 out of resources, 25006 read-only, 58030 its disk fails. */
const IMPAIRED = /^(53.{3}|25006|58030)$/;
/** No answer in time: the driver's errors carry no code, or the server cancelled what took too long. */
const SILENT = /^(57014|)$/;

export interface DatabaseState {
  /** `connecting`: not probed yet. `impaired`: answers, but is full, read-only or crowded. `unavailable`: does not answer. */
  state: 'connecting' | 'ok' | 'impaired' | 'unavailable';
  /** ISO time of the last change of `state`. */
  since: string;
  /** What is wrong and what helps, in a sentence; no secret. */
  message: string | null;
}

export interface WatchOptions {
  /** Throws when the database does not serve; bounded in time. `thorough`: also tries what seldom fails. */
  probe(thorough: boolean): Promise<void>;
  close(): Promise<void>;
  now?: () => Date;
}

export type DatabaseWatch = ReturnType<typeof watchDatabase>;

/** Probes a database every few seconds and says whether it is ready. */
export function watchDatabase({ probe, close, now = () => new Date() }: WatchOptions) {
  const listeners = new Set<(state: DatabaseState) => void>();
  let current: DatabaseState = { state: 'connecting', since: now().toISOString(), message: null };
  let silences = 0;
  let probing: Promise<DatabaseState> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  function become(state: DatabaseState['state'], message: string | null): void {
    if (state === current.state && message === current.message) return;
    current = { state, message, since: state === current.state ? current.since : now().toISOString() };
    for (const listener of listeners) listener(current);
  }

  function note(error: unknown): void {
    const trouble = troubleOf(error);
    silences = trouble === 'silent' ? silences + 1 : 0;
    if (trouble === 'silent' && silences <= SILENCES_MAX && current.state === 'ok') return;
    become(trouble === 'impaired' ? 'impaired' : 'unavailable', error instanceof Error ? error.message : String(error));
  }

  async function probeOnce(): Promise<DatabaseState> {
    clearTimeout(timer);
    try {
      await probe(current.state === 'impaired');
      silences = 0;
      become('ok', null);
    } catch (error) {
      note(error);
    }
    const well = current.state === 'ok' && silences === 0;
    if (!stopped) timer = setTimeout(probeTogether, well ? PROBE_EVERY_MS : PROBE_AGAIN_MS);
    return current;
  }

  function probeTogether(): Promise<DatabaseState> {
    probing ??= probeOnce().finally(() => {
      probing = null;
    });
    return probing;
  }

  return {
    state: () => current,
    onChange: (listener: (state: DatabaseState) => void) => void listeners.add(listener),
    /** Probes now; a start waits for it. */
    probe: probeTogether,
    /** A call on the database failed with `error`: an impairment is noted at once, and a probe follows. */
    suspect(error: unknown): void {
      const trouble = troubleOf(error);
      if (stopped || trouble === 'none') return;
      if (trouble === 'impaired') note(error);
      void probeTogether();
    },
    async stop(): Promise<void> {
      stopped = true;
      await probing;
      clearTimeout(timer);
      await close();
    },
  };
}

/** What a failed call says about its database. `none`: no driver was asked, so the fault is not the database's. */
function troubleOf(error: unknown): 'none' | 'impaired' | 'silent' | 'unavailable' {
  if (!(error instanceof Unavailable && error.cause instanceof Error && 'code' in error.cause)) return 'none';
  const code = String(error.cause.code);
  if (IMPAIRED.test(code)) return 'impaired';
  return SILENT.test(code) ? 'silent' : 'unavailable';
}
