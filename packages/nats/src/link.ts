import { setTimeout as delay } from 'node:timers/promises';
import type { NatsConnection } from '@nats-io/transport-node';
import { natsReason } from './errors.ts';

export interface NatsStatus {
  state: 'connected' | 'connecting' | 'closed';
  /** `host:port`, while connected. */
  server?: string;
  /** ISO time of the last change of state. */
  since: string;
  /** Why there is no connection, or what the server objected to last; for people. */
  lastError?: string;
}

export interface NatsLinkOptions<Use> {
  /** Opens a connection; called again whenever one has ended. */
  connect(): Promise<NatsConnection>;
  /** Makes of each connection what it is needed for. The link counts as connected once that is there. */
  prepare(connection: NatsConnection): Promise<Use>;
  /** Works with it until `ended`; when this resolves or fails first, the connection is replaced. */
  serve?(use: Use, ended: AbortSignal): Promise<unknown>;
  /** Waits between two attempts, doubled each time. Default 100 ms to 5 s. */
  retryMs?: { first: number; longest: number };
  /** How long `close` lets what is under way end. Default 0. */
  drainMs?: number;
  /** The servers, to begin each reason with. */
  where?: string;
  /** Called once for each time without a connection, at the start too. */
  onAway?(reason: string): void;
  onConnected?(server: string): void;
}

const HANG_UP_MS = 2_000;

/** Connects in the background and stays connected. Does not fail when NATS is away: `current` is null meanwhile. */
export function openNatsLink<Use>(options: NatsLinkOptions<Use>) {
  const { connect, prepare, serve, retryMs = { first: 100, longest: 5_000 }, drainMs = 0 } = options;
  const listeners = new Set<(status: NatsStatus) => void>();
  const stop = new AbortController();
  let current: { connection: NatsConnection; use: Use } | null = null;
  let status: NatsStatus = { state: 'connecting', since: new Date().toISOString() };
  let connected = Promise.withResolvers<void>();
  let isAway = false;

  function become(state: NatsStatus['state'], lastError: string | undefined): void {
    if (status.state === 'closed') return;
    const since = state === status.state ? status.since : new Date().toISOString();
    const server = state === 'connected' ? current?.connection.getServer() : undefined;
    if (state === status.state && lastError === status.lastError && server === status.server) return;
    status = { state, since, ...(server === undefined ? {} : { server }), ...(lastError === undefined ? {} : { lastError }) };
    for (const listener of listeners) listener(status);
  }

  function becomeAway(error: unknown): void {
    if (stop.signal.aborted) return;
    const reason = (options.where === undefined ? '' : `${options.where}: `) + natsReason(error);
    become('connecting', reason);
    if (!isAway) options.onAway?.(reason);
    isAway = true;
  }

  /** Uses one connection until it ends. Resolves to whether it was ever there. */
  async function keep(connection: NatsConnection): Promise<boolean> {
    const ended = new AbortController();
    const closed = connection.closed().then((error) => {
      ended.abort();
      throw error instanceof Error ? error : new Error('the connection was closed');
    });
    const hangUp = () => void closeConnection(connection);
    stop.signal.addEventListener('abort', hangUp, { once: true });
    let end: unknown;
    try {
      stop.signal.throwIfAborted();
      const use = await Promise.race([prepare(connection), closed]);
      current = { connection, use };
      isAway = false;
      become('connected', undefined);
      options.onConnected?.(connection.getServer());
      connected.resolve();
      await Promise.race([serve ? serve(use, ended.signal) : closed, closed]);
      if (connection.isClosed()) await closed;
    } catch (error) {
      end = error;
    }
    const wasConnected = current !== null;
    if (wasConnected) connected = Promise.withResolvers();
    current = null;
    becomeAway(end);
    stop.signal.removeEventListener('abort', hangUp);
    closed.catch(() => {});
    await closeConnection(connection);
    return wasConnected;
  }

  async function closeConnection(connection: NatsConnection): Promise<void> {
    if (drainMs > 0 && stop.signal.aborted) await atMost(drainMs, Promise.race([connection.drain(), connection.closed()]));
    await atMost(HANG_UP_MS, connection.close());
  }

  async function stayConnected(): Promise<void> {
    let waitMs = retryMs.first;
    while (!stop.signal.aborted) {
      const wasConnected = await connect().then(keep, becomeAway);
      // One that had worked is tried again soon.
      if (wasConnected) waitMs = retryMs.first;
      await pause(waitMs * (0.5 + Math.random() / 2), stop.signal);
      waitMs = Math.min(retryMs.longest, waitMs * 2);
    }
  }
  const ended = stayConnected();

  return {
    status: () => status,
    onStatus: (listener: (status: NatsStatus) => void) => void listeners.add(listener),
    /** What `prepare` made of the present connection. */
    current: (): Use | null => (current?.connection.isClosed() === false ? current.use : null),
    /** The same, or that of the next connection if it comes in time. */
    async wait(waitMs: number): Promise<Use | null> {
      if (!current && !stop.signal.aborted) await atMost(waitMs, connected.promise);
      return current?.use ?? null;
    },
    /** Notes for `status` what the server objects to; `undefined`: nothing any more. */
    note(problem: string | undefined): void {
      if (status.state === 'connected') become('connected', problem);
    },
    async close(): Promise<void> {
      become('closed', undefined);
      stop.abort();
      connected.resolve();
      await atMost(drainMs + HANG_UP_MS, ended);
    },
  };
}

/** Resolves after `ms`, or when `signal` aborts. Keeps the process alive only with a signal. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(ms, undefined, signal ? { signal } : { ref: false }).catch(() => {});
}

/** Resolves when `work` has ended, however, or after `ms`. */
export async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const ended = new AbortController();
  await Promise.race([work.catch(() => {}), pause(ms, ended.signal)]);
  ended.abort();
}
