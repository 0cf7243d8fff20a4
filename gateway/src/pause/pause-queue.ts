import type { ServerResponse } from 'node:http';
import type { ManifestStore } from '@business-m/manifest/store';
import { Refused } from '../problem/refused.ts';

export interface PauseQueueOptions {
  manifest: ManifestStore;
  /** Requests that wait for one scope; more are refused at once. Default 200: all fit into the calls under way to one upstream. */
  limit?: number;
  /** How long one waits. Default 30,000. */
  waitMs?: number;
}

/** A request's turn. The next in the queue gets its own only after `handOver`, or when the caller of this one has gone. */
export interface Turn {
  waited: boolean;
  handOver(): void;
}

export type PauseQueue = ReturnType<typeof createPauseQueue>;

interface Waiter {
  release(): void;
  /** Settles when the next may go. */
  passed: Promise<void>;
}

/** Requests of scopes that the manifest pauses (`hold`), in the order of their arrival. */
export function createPauseQueue({ manifest, limit = 200, waitMs = 30_000 }: PauseQueueOptions) {
  const queues = new Map<string, Set<Waiter>>();
  const releasing = new Set<string>();
  const isPaused = (scope: string) => manifest.current()?.desired.backend.scopes[scope]?.hold === true;

  async function release(scope: string, queue: Set<Waiter>): Promise<void> {
    if (releasing.has(scope)) return;
    releasing.add(scope);
    for (const waiter of queue) {
      if (isPaused(scope)) break;
      waiter.release();
      await waiter.passed;
      queue.delete(waiter);
    }
    releasing.delete(scope);
    if (queue.size === 0) queues.delete(scope);
  }

  function enqueue(scope: string, outgoing: ServerResponse): Promise<Turn> {
    const queue = queues.get(scope) ?? new Set();
    queues.set(scope, queue);
    if (queue.size >= limit) throw paused();
    const { promise, resolve, reject } = Promise.withResolvers<Turn>();
    const { promise: passed, resolve: handOver } = Promise.withResolvers<void>();
    const leave = () => {
      // `release` removes a waiter whose turn has come, and waits for this.
      if (!releasing.has(scope)) queue.delete(waiter);
      handOver();
      reject(paused());
    };
    const timer = setTimeout(leave, waitMs);
    const waiter: Waiter = {
      release() {
        clearTimeout(timer);
        resolve({ waited: true, handOver });
      },
      passed,
    };
    outgoing.once('close', () => {
      clearTimeout(timer);
      leave();
    });
    queue.add(waiter);
    return promise;
  }

  const unsubscribe = manifest.subscribe(() => {
    for (const [scope, queue] of queues) if (!isPaused(scope)) void release(scope, queue);
  });

  return {
    /** Resolves at once, or when an edit ends the pause; throws `held` when the queue is full, time is up or the caller has gone. */
    async turn(scope: string, outgoing: ServerResponse): Promise<Turn> {
      // A queue that is being released still keeps its order.
      if (isPaused(scope) || (queues.get(scope)?.size ?? 0) > 0) return enqueue(scope, outgoing);
      return { waited: false, handOver() {} };
    },
    /** How many wait; null for a scope that is not paused. */
    waiting: (scope: string) => (isPaused(scope) ? (queues.get(scope)?.size ?? 0) : null),
    close: unsubscribe,
  };
}

/** The refusal of a request that waits no longer. Nothing was done for it. */
export function paused(): Refused {
  return new Refused('held', 'The service is being moved. Nothing was done; try again in a moment.', { retryAfterSeconds: 5 });
}
