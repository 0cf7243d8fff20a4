import type { ServerResponse } from 'node:http';
import type { ManifestStore } from '@business-m/manifest/store';
import { Refused } from '../problem/refused.ts';

export interface HoldQueueOptions {
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

/** Requests of scopes that the manifest holds, in the order in which they came. */
export interface HoldQueue {
  /** At once, or when an edit has lifted the hold; throws `held` when the queue is full, time is up or the caller has gone. */
  turn(scope: string, outgoing: ServerResponse): Promise<Turn>;
  /** How many wait; null for a scope that is not held. */
  waiting(scope: string): number | null;
  close(): void;
}

interface Waiter {
  release(): void;
  /** Settles when the next may go. */
  passed: Promise<void>;
}

export function createHoldQueue({ manifest, limit = 200, waitMs = 30_000 }: HoldQueueOptions): HoldQueue {
  const queues = new Map<string, Set<Waiter>>();
  const releasing = new Set<string>();
  const isHeld = (scope: string) => manifest.current()?.desired.backend.scopes[scope]?.hold === true;

  async function release(scope: string, queue: Set<Waiter>): Promise<void> {
    if (releasing.has(scope)) return;
    releasing.add(scope);
    for (const waiter of queue) {
      if (isHeld(scope)) break;
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
    if (queue.size >= limit) throw held();
    const { promise, resolve, reject } = Promise.withResolvers<Turn>();
    const { promise: passed, resolve: handOver } = Promise.withResolvers<void>();
    const leave = () => {
      // Whoever has their turn already is taken out of the queue by `release`, which waits for this.
      if (!releasing.has(scope)) queue.delete(waiter);
      handOver();
      reject(held());
    };
    const impatience = setTimeout(leave, waitMs);
    const waiter: Waiter = {
      release() {
        clearTimeout(impatience);
        resolve({ waited: true, handOver });
      },
      passed,
    };
    outgoing.once('close', () => {
      clearTimeout(impatience);
      leave();
    });
    queue.add(waiter);
    return promise;
  }

  const unsubscribe = manifest.subscribe(() => {
    for (const [scope, queue] of queues) if (!isHeld(scope)) void release(scope, queue);
  });

  return {
    async turn(scope, outgoing) {
      // Behind a queue that is just being released nobody overtakes.
      if (isHeld(scope) || (queues.get(scope)?.size ?? 0) > 0) return enqueue(scope, outgoing);
      return { waited: false, handOver() {} };
    },
    waiting: (scope) => (isHeld(scope) ? (queues.get(scope)?.size ?? 0) : null),
    close: unsubscribe,
  };
}

/** What is told to whoever is not kept waiting any longer. Nothing was done. */
export function held(): Refused {
  return new Refused('held', 'The service is being moved. Nothing was done; try again in a moment.', { headers: { 'retry-after': '5' } });
}
