import { absentAsNull, atMost, natsReason, pause } from '@business-m/nats';
import { MalformedFrame } from '@business-m/protocols';
import {
  AckPolicy,
  type Consumer,
  type ConsumerConfig,
  type ConsumerMessages,
  DeliverPolicy,
  type JsMsg,
  jetstream,
} from '@nats-io/jetstream';
import { headers, nanos } from '@nats-io/nats-core';
import type { OnFault } from '../call/callee.ts';
import type { NatsLink } from './nats-link.ts';
import { differs, ensureStreams, forgetStreams } from './streams.ts';

const PULL_EXPIRES_MS = 10_000;
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;
const GATHER_MS = 2;
const LONGEST_NAK_MS = 30_000;
const STOP_TIMEOUT_MS = 5_000;
const PUBLISH_TIMEOUT_MS = 5_000;
const MAX_REASON_LENGTH = 500;
/** Unacknowledged deliveries of all processes together. */
const MAX_ACK_PENDING = 1_000;

export interface PullOptions {
  kind: 'command' | 'outcome';
  /** The durable consumer, shared by all processes that ask for it. */
  durable: string;
  /** What of the stream it is given. */
  subject: string;
  /** How many messages this process works on at a time. */
  concurrency: number;
  /** Works on one message, which is acknowledged then; after a `MalformedFrame` it is buried, after another throw delivered again. */
  work(message: JsMsg): Promise<void>;
  onFault: OnFault;
}

/** Works through a durable consumer's messages until stopped: over every connection, and on streams made anew. */
export function pull(link: NatsLink, options: PullOptions): { stop(): Promise<void> } {
  const underWay = new Set<Promise<void>>();
  const stopped = new AbortController();
  let batch: ConsumerMessages | null = null;
  let woken = Promise.withResolvers<void>();
  const stopListening = link.onConnection(() => woken.resolve());

  async function loop(): Promise<void> {
    let retryMs = FIRST_RETRY_MS;
    while (!stopped.signal.aborted && link.status().state !== 'closed') {
      try {
        const consumer = await ensureConsumer(link, options);
        retryMs = FIRST_RETRY_MS;
        for (;;) {
          while (underWay.size >= options.concurrency) await Promise.race(underWay);
          // Under load more places become free in a moment: else every message would cost a request of its own.
          if (underWay.size > options.concurrency / 2) await pause(GATHER_MS);
          if (stopped.signal.aborted) return;
          await takeBatch(consumer);
        }
      } catch (error) {
        if (stopped.signal.aborted) return;
        if (link.status().state === 'connected') {
          link.report(`JetStream consumer ${options.durable}: ${natsReason(error)}`);
          forgetStreams(link);
        }
        woken = Promise.withResolvers();
        await Promise.race([pause(retryMs), woken.promise]);
        retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2);
      }
    }
  }

  async function takeBatch(consumer: Consumer): Promise<void> {
    batch = await consumer.fetch({ max_messages: options.concurrency - underWay.size, expires: PULL_EXPIRES_MS });
    if (stopped.signal.aborted) batch.stop();
    for await (const message of batch) {
      const work = handle(message).finally(() => underWay.delete(work));
      underWay.add(work);
    }
  }

  async function handle(message: JsMsg): Promise<void> {
    const heartbeat = setInterval(() => ifConnected(() => message.working()), link.settings.ackWaitMs / 3);
    try {
      await options.work(message).then(
        () => message.ack(),
        (error) => buryMalformed(message, error),
      );
    } catch (error) {
      options.onFault(error, { call: message.subject, trace: '' });
      const waitMs = Math.min(LONGEST_NAK_MS, FIRST_RETRY_MS * 2 ** Math.min(message.info.deliveryCount, 10));
      ifConnected(() => message.nak(waitMs));
    } finally {
      clearInterval(heartbeat);
    }
  }

  /** Moves an unreadable message, with the reason, to the stream of dead messages, where it blocks no other. */
  async function buryMalformed(message: JsMsg, error: unknown): Promise<void> {
    if (!(error instanceof MalformedFrame)) throw error;
    options.onFault(error, { call: message.subject, trace: '' });
    await ensureStreams(link);
    const notes = headers();
    // A header is one line of ASCII.
    notes.set('Desk-Reason', error.message.replaceAll(/[^\x20-\x7e]+/g, ' ').slice(0, MAX_REASON_LENGTH));
    notes.set('Desk-Subject', message.subject);
    notes.set('Desk-Sequence', String(message.seq));
    await jetstream(link.connection()).publish(link.subjects.dead(options.kind), message.data, {
      headers: notes,
      // Once, although this process may die before the message is out of its queue.
      msgID: `${options.kind}.${message.seq}.${message.timestamp}`,
      timeout: PUBLISH_TIMEOUT_MS,
    });
    message.term();
  }

  const ended = loop();
  return {
    async stop() {
      stopListening();
      stopped.abort();
      woken.resolve();
      batch?.stop();
      await atMost(
        STOP_TIMEOUT_MS,
        ended.then(() => Promise.all(underWay)),
      );
    },
  };
}

async function ensureConsumer(link: NatsLink, { kind, durable, subject }: PullOptions): Promise<Consumer> {
  const manager = await ensureStreams(link);
  const stream = link.subjects.streams[`${kind}s`].name;
  const config = {
    durable_name: durable,
    filter_subject: subject,
    deliver_policy: DeliverPolicy.All,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(link.settings.ackWaitMs),
    max_ack_pending: MAX_ACK_PENDING,
    // Without limit: only the outbox gives up.
    max_deliver: -1,
  } satisfies Partial<ConsumerConfig>;
  let info = await manager.consumers.info(stream, durable).catch(absentAsNull);
  if (!info) info = await manager.consumers.add(stream, config);
  else if (differs(config, info.config)) info = await manager.consumers.update(stream, durable, config);
  return jetstream(link.connection()).consumers.getConsumerFromInfo(info);
}

/** Tells the server something about a message; without the connection it delivers again. */
function ifConnected(tell: () => void): void {
  try {
    tell();
  } catch {}
}
