import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import type { Evidence } from './evidence.ts';

const ANSWER_MS = 5_000;

export interface Broker {
  servers: string;
  user: string;
  password: string;
  /** As in `NATS_PREFIX`: only this desk's streams are looked at. */
  prefix: string;
}

/** What lies in the desk's streams; read from the server itself, past the proxy. */
export async function readStreams({ servers, user, password, prefix }: Broker): Promise<Evidence['streams']> {
  const client = await connect({ servers, user, pass: password, reconnect: false, timeout: ANSWER_MS });
  try {
    const manager = await jetstreamManager(client, { timeout: ANSWER_MS });
    const streams: Evidence['streams'] = [];
    for await (const { config, state } of manager.streams.list()) {
      if (!config.name.startsWith(`${prefix.toUpperCase()}_`)) continue;
      let stuck = 0;
      for await (const consumer of manager.consumers.list(config.name)) stuck += consumer.num_ack_pending;
      streams.push({ name: config.name, messages: state.messages, stuck });
    }
    return streams;
  } finally {
    await client.close();
  }
}
