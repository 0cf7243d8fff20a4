import { setTimeout as delay } from 'node:timers/promises';
import type { Child, Exit } from './child.ts';
import { StartFailure } from './failures.ts';

const POLL_MS = 50;
const ANSWER_MS = 2_000;

/** What keeps a process from being ready, in a sentence; `isFinal` when waiting longer does not help. */
export type Hindrance = { sentence: string; isFinal: boolean };
export type FindHindrance = () => Promise<Hindrance | null>;

/** Waits until `url` answers 2xx; throws {@link StartFailure} when the process ends first, something keeps it, or time runs out. */
export function waitForHealth(child: Child, url: string, limitMs: number, findHindrance?: FindHindrance): Promise<void> {
  return waitUntilReady(child, () => isHealthy(url), limitMs, findHindrance);
}

/** Polls `isReady`. When the process ends first, something keeps it, or time runs out, stops it and throws {@link StartFailure}. */
export async function waitUntilReady(
  child: Child,
  isReady: () => boolean | Promise<boolean>,
  limitMs: number,
  findHindrance: FindHindrance = async () => null,
): Promise<void> {
  const end = Date.now() + limitMs;
  let found: Hindrance | null = null;
  try {
    while (Date.now() < end) {
      if (!child.isRunning()) throw new StartFailure(describeEnd(child, await child.exited));
      if (await isReady()) return;
      found = await findHindrance();
      if (found?.isFinal) throw new StartFailure(found.sentence);
      await delay(POLL_MS);
    }
    const why = found ? `: ${found.sentence}` : `. Its last lines:\n\n${child.tail()}`;
    throw new StartFailure(`${child.name} was not ready after ${limitMs / 1000} s${why}`);
  } catch (error) {
    await child.stop();
    throw error;
  }
}

/** One sentence about how a process ended, and its last lines. */
export function describeEnd(child: Child, { code, signal }: Exit): string {
  const tail = child.tail();
  // What it printed after its log was meant for a person.
  const said = tail.split('\n').slice(tail.split('\n').findLastIndex((line) => line.startsWith('{"level"')) + 1);
  return `${child.name} stopped by itself (${signal ?? `exit code ${code}`}). Its last lines:\n\n${said.join('\n').trim() || tail}`;
}

/** Whether `url` answers 2xx, in time. */
export function isHealthy(url: string): Promise<boolean> {
  const answered = fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) }).then(async (answer) => {
    await answer.body?.cancel();
    return answer.ok;
  });
  return answered.catch(() => false);
}
