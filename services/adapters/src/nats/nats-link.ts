import { Unavailable } from '@business-m/protocols';
import type { NatsConnection } from '@nats-io/transport-node';
import { connectionReason } from './connection-error.ts';
import { type NatsOptions, type NatsSettings, settingsOf } from './nats-options.ts';
import { openConnection } from './open-connection.ts';
import { atMost, pause } from './pause.ts';
import { readAddresses } from './server-addresses.ts';
import { type Subjects, subjectsOf } from './subjects.ts';

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;
const DRAIN_TIMEOUT_MS = 5_000;

export interface NatsStatus {
  state: 'connected' | 'connecting' | 'closed';
  /** `host:port`, while connected. */
  server?: string;
  /** ISO time of the last change of state. */
  since: string;
  /** Why there is no connection, or what the server objected to last; for people. */
  lastError?: string;
}

/** A process's connection to NATS, replaced for ever whenever it breaks. */
export interface NatsLink {
  status(): NatsStatus;
  /** Called at each change; returns how to stop that. */
  onStatus(listener: (status: NatsStatus) => void): () => void;
  /** Lets what is under way end, for at most 5 seconds, then hangs up. */
  close(): Promise<void>;
  /** @throws `Unavailable` at once while there is none: nothing is kept for later. */
  connection(): NatsConnection;
  /** Calls back with the present connection, if there is one, and with each that follows. */
  onConnection(listener: (connection: NatsConnection) => void): () => void;
  /** Notes for `status` what the server would not do; `null`: JetStream does everything again. */
  report(problem: string | null): void;
  readonly settings: NatsSettings;
  readonly subjects: Subjects;
}

/**
 * Connects in the background and stays connected. Does not fail when NATS is away: calls meanwhile fail at once with `Unavailable`.
 * @throws when the options cannot be meant.
 */
export async function connectNats(options: NatsOptions): Promise<NatsLink> {
  const settings = settingsOf(options);
  const addresses = readAddresses(options.servers);
  const subjects = subjectsOf(settings.prefix);
  const statusListeners = new Set<(status: NatsStatus) => void>();
  const connectionListeners = new Set<(connection: NatsConnection) => void>();
  const stop = new AbortController();
  let current: NatsConnection | null = null;
  let status: NatsStatus = { state: 'connecting', since: new Date().toISOString() };

  function become(state: NatsStatus['state'], lastError: string | undefined): void {
    const since = state === status.state ? status.since : new Date().toISOString();
    const server = state === 'connected' ? current?.getServer() : undefined;
    if (state === status.state && lastError === status.lastError && server === status.server) return;
    status = { state, since, ...(server === undefined ? {} : { server }), ...(lastError === undefined ? {} : { lastError }) };
    for (const listener of statusListeners) listener(status);
  }

  async function hold(connection: NatsConnection): Promise<void> {
    current = connection;
    become('connected', undefined);
    void watchErrors(connection, (reason) => current === connection && become(status.state, reason));
    for (const listener of connectionListeners) tell(listener, connection);
    const error = await connection.closed();
    current = null;
    away(error);
  }

  function away(error: unknown): void {
    if (!stop.signal.aborted) become('connecting', `${addresses.hosts.join(', ')}: ${connectionReason(error)}`);
  }

  async function stayConnected(): Promise<void> {
    let retryMs = FIRST_RETRY_MS;
    while (!stop.signal.aborted) {
      try {
        const connection = await openConnection(options, addresses, subjects.inbox);
        if (stop.signal.aborted) return await connection.close();
        retryMs = FIRST_RETRY_MS;
        await hold(connection);
      } catch (error) {
        away(error);
      }
      await pause(retryMs * (0.5 + Math.random() / 2), stop.signal);
      retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2);
    }
  }
  const ended = stayConnected();

  return {
    settings,
    subjects,
    status: () => status,
    onStatus(listener) {
      statusListeners.add(listener);
      return () => statusListeners.delete(listener);
    },
    connection() {
      if (current && !current.isClosed()) return current;
      throw new Unavailable(`NATS is not connected${status.lastError ? ` (${status.lastError})` : ''}`);
    },
    onConnection(listener) {
      connectionListeners.add(listener);
      if (current) tell(listener, current);
      return () => connectionListeners.delete(listener);
    },
    report(problem) {
      if (status.state !== 'connected' || (problem === null && !status.lastError?.startsWith('JetStream'))) return;
      become('connected', problem ?? undefined);
    },
    async close() {
      if (stop.signal.aborted) return ended;
      stop.abort();
      const connection = current;
      become('closed', undefined);
      if (connection) {
        await atMost(DRAIN_TIMEOUT_MS, Promise.race([connection.drain(), connection.closed()]));
        await connection.close().catch(() => {});
      }
      await atMost(DRAIN_TIMEOUT_MS, ended);
    },
  };
}

/** A connection that is gone again already refuses; the next one is told of as well. */
function tell(listener: (connection: NatsConnection) => void, connection: NatsConnection): void {
  try {
    listener(connection);
  } catch (error) {
    if (!connection.isClosed()) throw error;
  }
}

async function watchErrors(connection: NatsConnection, onReason: (reason: string) => void): Promise<void> {
  for await (const event of connection.status()) {
    if (event.type === 'error') onReason(connectionReason(event.error));
  }
}
