import type { Outcome } from '@business-m/protocols';
import type { Runtime } from '../transaction/runtime.ts';
import { countMessages, type OutboxCounts } from './counts.ts';
import { numberOf } from './outbox-row.ts';
import { createPool } from './pool.ts';
import { createRecent } from './recent.ts';
import { createSettling } from './settle.ts';
import { backOffMs, defaultTuning, type RelayTuning } from './tuning.ts';

const DRAIN_MS = 30_000;
/** Another process may settle the outcome that `drain` waits for. */
const DRAIN_LOOK_MS = 100;

/** Carries a domain's outbox to where its messages go: in order per key, keys beside each other. Several processes may run one each. */
export interface Relay {
  /** Runs in the background until `stop`. */
  start(): void;
  /** A message was committed: look for work at once. */
  wake(): void;
  /** Delivers all due messages and those they cause, and waits at most `timeoutMs` (30 s) for their outcomes. */
  drain(timeoutMs?: number): Promise<void>;
  /** Delivers due messages for at most `timeoutMs`, then starts no further rounds. */
  stop(timeoutMs: number): Promise<void>;
  counts(): Promise<OutboxCounts>;
}

export function createRelay(runtime: Runtime, onError: (error: unknown) => void, given: Partial<RelayTuning> = {}): Relay {
  const tuning = { ...defaultTuning, ...given };
  const { scope } = runtime.domain;
  const trouble = createTrouble(onError);
  const recent = createRecent();
  const settling = createSettling(runtime, tuning, recent, onError);
  const pool = createPool(runtime, { settling, recent }, tuning, trouble.report);
  let started = false;
  let awake = false;
  let timer: NodeJS.Timeout | undefined;
  let listener: Promise<{ stop(): Promise<void> }> | null = null;
  let heard = Promise.withResolvers<void>();

  async function settle(outcome: Outcome): Promise<void> {
    const follower = await settling.settle(outcome);
    const id = numberOf(scope, outcome.id);
    if (id !== null) pool.ended(id);
    heard.resolve();
    if (follower) relay.wake();
  }

  /** Before the first dispatch: an outcome without a listener would be late by a whole time-out. */
  async function listen(): Promise<void> {
    listener ??= runtime.transport.listen(scope, settle);
    try {
      await listener;
    } catch (error) {
      listener = null;
      throw error;
    }
  }

  async function round(): Promise<void> {
    await listen();
    await pool.run();
  }

  /** One loop at a time; a wake-up while it runs adds another round. */
  async function background(): Promise<void> {
    if (awake) return;
    awake = true;
    clearTimeout(timer);
    let sleepMs = tuning.longestSleepMs;
    try {
      do {
        await round();
        const dueMs = await pool.nextDueMs();
        if (dueMs !== null) sleepMs = Math.min(tuning.longestSleepMs, Math.max(20, dueMs));
      } while (started && pool.wanted());
      trouble.over();
    } catch (error) {
      trouble.report(error);
      sleepMs = backOffMs(trouble.count(), { longestMs: tuning.longestSleepMs });
    }
    awake = false;
    clearTimeout(timer);
    if (started) timer = setTimeout(relay.wake, sleepMs);
  }

  async function heardWithin(ms: number): Promise<void> {
    const timeout = setTimeout(heard.resolve, ms);
    await heard.promise;
    clearTimeout(timeout);
  }

  const relay: Relay = {
    start() {
      started = true;
      relay.wake();
    },
    wake() {
      pool.look();
      if (started) void background();
    },
    async drain(timeoutMs = DRAIN_MS) {
      const until = Date.now() + timeoutMs;
      for (;;) {
        heard = Promise.withResolvers<void>();
        await round();
        if ((await relay.counts()).dispatched === 0 || Date.now() >= until) return;
        await heardWithin(DRAIN_LOOK_MS);
      }
    },
    async stop(timeoutMs) {
      started = false;
      clearTimeout(timer);
      await Promise.race([round().catch(trouble.report), pause(timeoutMs)]);
      await Promise.race([pool.halt().catch(trouble.report), pause(timeoutMs)]);
      const stopping = listener;
      listener = null;
      await Promise.race([stopping?.then(({ stop }) => stop()).catch(trouble.report), pause(timeoutMs)]);
    },
    counts: () => countMessages(runtime),
  };
  return relay;
}

/** Does not keep the process alive. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

/** Reports a trouble once until it is over. */
function createTrouble(onError: (error: unknown) => void) {
  let met = 0;
  return {
    report(error: unknown): void {
      met += 1;
      if (met === 1) onError(error);
    },
    over(): void {
      met = 0;
    },
    count: () => met,
  };
}
