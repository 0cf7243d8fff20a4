import type { Runtime } from '../transaction/runtime.ts';
import type { OutboxRow } from './outbox-row.ts';
import { recordDispatched } from './record.ts';

/** Writes down which tries the transport has: all that were handed over while the last writing was under way, in one statement. */
export function createMarking(runtime: Runtime, outcomeTimeoutMs: number): (row: OutboxRow) => Promise<void> {
  let waiting: OutboxRow[] = [];
  let next: Promise<void> | null = null;
  let writing: Promise<unknown> = Promise.resolve();

  async function writeAfter(previous: Promise<unknown>): Promise<void> {
    await previous.catch(() => {});
    const rows = waiting;
    waiting = [];
    next = null;
    await recordDispatched(runtime, rows, outcomeTimeoutMs);
  }

  return (row) => {
    waiting.push(row);
    if (!next) {
      next = writeAfter(writing);
      writing = next;
    }
    return next;
  };
}
