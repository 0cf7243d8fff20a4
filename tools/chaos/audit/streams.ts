import { type ConsumerInfo, type JetStreamManager, jetstreamManager, type StreamInfo } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import type { Evidence } from './evidence.ts';

const ANSWER_MS = 5_000;
/** Messages of a stream that are read one by one. */
const READ_MAX = 20_000;

/** `prefix`: as in `NATS_PREFIX`; only this desk's streams are read. */
export type Broker = { servers: string; user: string; password: string; prefix: string };

/** The messages in the desk's streams, read from the server itself, not through the proxy. */
export async function readStreams({ servers, user, password, prefix }: Broker): Promise<Evidence['streams']> {
  // The server lets a desk's user subscribe below its prefix only.
  const client = await connect({ servers, user, pass: password, reconnect: false, timeout: ANSWER_MS, inboxPrefix: `${prefix}.inbox` });
  try {
    const manager = await jetstreamManager(client, { timeout: ANSWER_MS });
    const streams: Evidence['streams'] = [];
    for await (const stream of manager.streams.list()) {
      if (stream.config.name.startsWith(`${prefix.toUpperCase()}_`)) streams.push(await readStream(manager, stream));
    }
    return streams;
  } finally {
    await client.close();
  }
}

async function readStream(manager: JetStreamManager, { config: { name }, state }: StreamInfo): Promise<Evidence['streams'][number]> {
  const consumers: ConsumerInfo[] = [];
  for await (const consumer of manager.consumers.list(name)) consumers.push(consumer);
  let waiting = consumers.reduce((sum, { num_pending, num_ack_pending }) => sum + num_pending + num_ack_pending, 0);
  let leftOver = 0;
  // A deleted message between the first and the last is null.
  const end = state.messages === 0 ? state.first_seq : Math.min(state.last_seq + 1, state.first_seq + READ_MAX);
  for (let seq = state.first_seq; seq < end; seq += 1) {
    const message = await manager.streams.getMessage(name, { seq });
    if (!message) continue;
    const owner = consumers.find(({ config: { filter_subject } }) => matches(filter_subject ?? '>', message.subject));
    if (!owner) waiting += 1;
    else if (seq <= owner.ack_floor.stream_seq) leftOver += 1;
  }
  return { name, waiting, leftOver };
}

/** Whether a subject is one of a filter's, whose last part may be `>`. */
function matches(filter: string, subject: string): boolean {
  return filter.endsWith('>') ? subject.startsWith(filter.slice(0, -1)) : subject === filter;
}
