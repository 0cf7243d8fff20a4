/** How to reach NATS, and what this desk's part of it looks like. */
export interface NatsOptions {
  /** `nats://host:4222` or `tls://host:4222`; several are tried in turn. */
  servers: readonly string[];
  /** Shown in the server's monitoring. */
  name?: string;
  user?: string;
  password?: string;
  token?: string;
  /** A .creds file; read again at each attempt to connect, so a renewed one needs no restart. */
  credentialsFile?: string;
  /** PEM files, read again likewise. */
  tls?: { caFile?: string; certFile?: string; keyFile?: string };
  /** First part of every subject; isolates two desks on one server. Default `desk`. */
  prefix?: string;
  /** Copies of each stream in a cluster. Default 1. */
  replicas?: number;
  /** How long JetStream recognises a message it has already. Default 2 minutes. */
  duplicateWindowMs?: number;
  /** How long a delivery may stay unacknowledged before another consumer gets it; kept alive while work goes on. Default 10 s. */
  ackWaitMs?: number;
}

export interface NatsSettings {
  prefix: string;
  replicas: number;
  duplicateWindowMs: number;
  ackWaitMs: number;
}

const TOKEN = /^[A-Za-z0-9_-]{1,64}$/;

/** @throws when a setting cannot be meant. */
export function settingsOf({ prefix = 'desk', replicas = 1, duplicateWindowMs = 120_000, ackWaitMs = 10_000 }: NatsOptions): NatsSettings {
  if (!TOKEN.test(prefix)) throw new TypeError(`“${prefix}” cannot begin a NATS subject: letters, digits, “-” and “_”, at most 64`);
  if (![1, 2, 3, 4, 5].includes(replicas)) throw new TypeError(`${replicas} replicas: NATS keeps 1 to 5`);
  return { prefix, replicas, duplicateWindowMs, ackWaitMs };
}
