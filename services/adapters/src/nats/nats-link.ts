import { hostsOf, type NatsAccess, natsReason, openConnection, openNatsLink } from '@business-m/nats';
import { Unavailable } from '@business-m/protocols';
import type { NatsConnection } from '@nats-io/transport-node';
import { subjectsOf } from './subjects.ts';

const DRAIN_TIMEOUT_MS = 5_000;
/** Prefix of what `report` notes while JetStream does not work. */
const JETSTREAM = 'JetStream';

export interface NatsOptions extends NatsAccess, Partial<NatsSettings> {}

export interface NatsSettings {
  /** First part of every subject; isolates two desks on one server. Default `desk`. */
  prefix: string;
  /** Copies of each stream in a cluster. Default 1. */
  replicas: number;
  /** How long JetStream recognises a message it has already. Default 2 minutes. */
  duplicateWindowMs: number;
  /** How long a delivery may stay unacknowledged before another consumer gets it; kept alive while work goes on. Default 10 s. */
  ackWaitMs: number;
}

export type NatsLink = Awaited<ReturnType<typeof connectNats>>;

/** Connects in the background and reconnects. While NATS is away, calls throw `Unavailable`. @throws for invalid options */
export async function connectNats(options: NatsOptions) {
  const { prefix = 'desk', replicas = 1, duplicateWindowMs = 120_000, ackWaitMs = 10_000 } = options;
  if (![1, 2, 3, 4, 5].includes(replicas)) throw new TypeError(`${replicas} replicas: NATS keeps 1 to 5`);
  const subjects = subjectsOf(prefix);
  const where = hostsOf(options.servers).join(', ');
  const listeners = new Set<(connection: NatsConnection) => void>();
  const link = openNatsLink<NatsConnection>({
    connect: () => openConnection(options, { inboxPrefix: subjects.inbox }),
    prepare: async (connection) => connection,
    async serve(connection) {
      for (const listener of listeners) tell(listener, connection);
      for await (const event of connection.status()) if (event.type === 'error') link.note(natsReason(event.error));
      await connection.closed();
    },
    where,
    drainMs: DRAIN_TIMEOUT_MS,
  });

  return {
    settings: { prefix, replicas, duplicateWindowMs, ackWaitMs } satisfies NatsSettings,
    subjects,
    status: link.status,
    onStatus: link.onStatus,
    close: link.close,
    /** @throws `Unavailable` at once while there is none: nothing is kept for later. */
    connection(): NatsConnection {
      const connection = link.current();
      if (connection) return connection;
      const { lastError } = link.status();
      throw new Unavailable(`NATS is not connected${lastError ? ` (${lastError})` : ''}`);
    },
    /** Calls back with the present connection, if there is one, and with each that follows; returns how to stop that. */
    onConnection(listener: (connection: NatsConnection) => void): () => void {
      listeners.add(listener);
      const connection = link.current();
      if (connection) tell(listener, connection);
      return () => listeners.delete(listener);
    },
    /** Notes for `status` what the server would not do; `null`: JetStream does everything again. */
    report(problem: string | null): void {
      if (problem !== null || link.status().lastError?.startsWith(JETSTREAM)) link.note(problem ?? undefined);
    },
  };
}

/** A closed connection already refuses; listeners are told of the next one as well. */
function tell(listener: (connection: NatsConnection) => void, connection: NatsConnection): void {
  try {
    listener(connection);
  } catch (error) {
    if (!connection.isClosed()) throw error;
  }
}
