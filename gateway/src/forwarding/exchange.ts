import type { ClientRequest } from 'node:http';

/**
 * How an attempt ended. `answered`: the caller has an answer, or has gone. The others left the caller without one and did nothing:
 * `unreached` never met the service, `broken` met a connection just closed, `elsewhere` was told that the scope has moved (421).
 */
export type AttemptEnd =
  | { kind: 'answered' }
  | { kind: 'unreached'; error: Error }
  | { kind: 'broken' }
  | { kind: 'elsewhere'; repeatable: boolean };

/** One request on its way, over all its attempts. */
export interface Exchange {
  upstream: URL;
  head: Deadline;
  /** Of the present attempt; absent until it has a connection. */
  request?: ClientRequest;
  /** What the caller has sent, for a second attempt; null once it is too much to keep. Absent until a first attempt read it. */
  body?: Buffer[] | null;
  /** A second attempt after a broken connection is the last. */
  retried: boolean;
  /** It is on its way over a connection. */
  sent(): void;
  end(end: AttemptEnd): void;
}

/** A wait that must end: `onExpire` unless it is put off or stopped. */
export interface Deadline {
  putOff(): void;
  stop(): void;
}

export function startDeadline(ms: number, onExpire: () => void): Deadline {
  const timer = setTimeout(onExpire, ms);
  return { putOff: () => void timer.refresh(), stop: () => clearTimeout(timer) };
}
