import { setTimeout as delay } from 'node:timers/promises';
import type { Child } from './child.ts';

const POLL_MS = 50;
const ANSWER_MS = 2_000;

/** A process that never became healthy, with its name and what it printed last. */
export class StartFailure extends Error {
  override name = 'StartFailure';
}

/** Waits until `url` answers 2xx; throws {@link StartFailure} when the process ends first or time runs out. */
export function waitForHealth(child: Child, url: string, limitMs: number): Promise<void> {
  return waitUntilReady(child, () => isHealthy(url), limitMs);
}

/** Asks `isReady` again and again; throws {@link StartFailure} when the process ends first or time runs out. */
export async function waitUntilReady(child: Child, isReady: () => boolean | Promise<boolean>, limitMs: number): Promise<void> {
  const end = Date.now() + limitMs;
  while (Date.now() < end) {
    if (!child.isRunning()) throw new StartFailure(describeEnd(child, await child.exited));
    if (await isReady()) return;
    await delay(POLL_MS);
  }
  throw new StartFailure(`${child.name} was not ready after ${limitMs / 1000} s. Its last lines:\n\n${child.tail()}`);
}

/** One sentence about how a process ended, and its last lines. */
export function describeEnd(child: Child, { code, signal }: { code: number | null; signal: NodeJS.Signals | null }): string {
  return `${child.name} stopped by itself (${signal ?? `exit code ${code}`}). Its last lines:\n\n${child.tail()}`;
}

function isHealthy(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) }).then(
    async (answer) => {
      await answer.body?.cancel();
      return answer.ok;
    },
    () => false,
  );
}
