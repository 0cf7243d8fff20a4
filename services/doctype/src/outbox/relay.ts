import { setTimeout as delay } from 'node:timers/promises';
import type { Outcome } from '@business-m/protocols';
import type { Runtime } from '../transaction/runtime.ts';
import { countMessages } from './counts.ts';
import { numberOf } from './outbox-row.ts';
import { createPool } from './pool.ts';
import { backOffMs } from './retry-rule.ts';
import { createSettling } from './settle.ts';
import { defaultTuning, type RelayTuning } from './tuning.ts';

const DRAIN_MS = 30_000;
/** Another process may settle the outcome that `drain` waits for. */
const DRAIN_LOOK_MS = 100;

/** Carries a domain's outbox to where its messages go: in order per key, keys beside each other. Several processes may run one each. */
export function createRelay(runtime: Runtime, onError: (error: unknown) => void, given: Partial<RelayTuning> = {}) {
  const tuning = { ...defaultTuning, ...given };
  const { scope } = runtime.domain;
  const settling = createSettling(runtime, tuning, onError);
  const pool = createPool(runtime, settling, tuning, report);
  let started = false;
  let awake = false;
  /** Since a round last went well; only the first is reported. */
  let troubles = 0;
  let timer: NodeJS.Timeout | undefined;
  let listener: Promise<{ stop(): Promise<unknown> }> | null = null;
  let heard = Promise.withResolvers<void>();

  function report(error: unknown): void {
    troubles += 1;
    if (troubles === 1) onError(error);
  }

  async function settle(outcome: Outcome): Promise<void> {
    const follower = await settling.settle(outcome);
    const id = numberOf(scope, outcome.id);
    if (id !== null) pool.ended(id);
    heard.resolve();
    if (follower) wake();
  }

  /** Listens before the first dispatch: an outcome without a listener would be late by a whole time-out. */
  async function round(): Promise<void> {
    listener ??= runtime.transport.listen(scope, settle);
    try {
      await listener;
    } catch (error) {
      listener = null;
      throw error;
    }
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
      troubles = 0;
    } catch (error) {
      report(error);
      sleepMs = backOffMs(troubles, { longestMs: tuning.longestSleepMs });
    }
    awake = false;
    clearTimeout(timer);
    if (started) timer = setTimeout(wake, sleepMs);
  }

  /** A message was committed: looks for work at once. */
  function wake(): void {
    pool.look();
    if (started) void background();
  }

  const counts = () => countMessages(runtime);
  return {
    start(): void {
      started = true;
      wake();
    },
    wake,
    /** Delivers all due messages and those they cause, and waits at most `timeoutMs` (30 s) for their outcomes. */
    async drain(timeoutMs = DRAIN_MS): Promise<void> {
      const until = Date.now() + timeoutMs;
      for (;;) {
        heard = Promise.withResolvers<void>();
        await round();
        if ((await counts()).dispatched === 0 || Date.now() >= until) return;
        await Promise.race([heard.promise, delay(DRAIN_LOOK_MS)]);
      }
    },
    /** Delivers due messages for at most `timeoutMs`, then starts no further rounds. */
    async stop(timeoutMs: number): Promise<void> {
      started = false;
      clearTimeout(timer);
      const inTime = (work: Promise<unknown> | undefined) =>
        Promise.race([work?.catch(report), delay(timeoutMs, undefined, { ref: false })]);
      await inTime(round());
      await inTime(pool.halt());
      const stopping = listener;
      listener = null;
      await inTime(stopping?.then(({ stop }) => stop()));
    },
    counts,
  };
}
