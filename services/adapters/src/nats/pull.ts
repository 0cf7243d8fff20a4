import { atMost, natsReason, pause } from '@business-m/nats';
import type { Consumer, ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import type { OnFault } from '../call/callee.ts';
import { type ConsumerSettings, ensureConsumer } from './consumers.ts';
import type { NatsLink } from './nats-link.ts';
import { forgetStreams } from './streams.ts';

const PULL_EXPIRES_MS = 10_000;
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;
const GATHER_MS = 2;
const LONGEST_NAK_MS = 30_000;
const STOP_TIMEOUT_MS = 5_000;

export interface PullOptions extends ConsumerSettings {
  /** How many messages this process works on at a time. */
  concurrency: number;
  /** Works on one message and acknowledges it; what it throws has the message delivered again after a while. */
  work(message: JsMsg): Promise<void>;
  /** Told of what `work` throws. */
  onFault: OnFault;
}

/** Works through a durable consumer's messages until stopped: over every connection, and on streams made anew. */
export function pull(link: NatsLink, options: PullOptions): { stop(): Promise<void> } {
  const underWay = new Set<Promise<void>>();
  const stopped = new AbortController();
  let batch: ConsumerMessages | null = null;
  let wake = () => {};
  const stopListening = link.onConnection(() => wake());

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
        await Promise.race([
          pause(retryMs),
          new Promise<void>((resolve) => {
            wake = resolve;
          }),
        ]);
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
      await options.work(message);
    } catch (error) {
      options.onFault(error, { call: message.subject, trace: '' });
      const waitMs = Math.min(LONGEST_NAK_MS, FIRST_RETRY_MS * 2 ** Math.min(message.info.deliveryCount, 10));
      ifConnected(() => message.nak(waitMs));
    } finally {
      clearInterval(heartbeat);
    }
  }

  const ended = loop();
  return {
    async stop() {
      stopListening();
      stopped.abort();
      wake();
      batch?.stop();
      await atMost(
        STOP_TIMEOUT_MS,
        ended.then(() => Promise.all(underWay)),
      );
    },
  };
}

/** What the server is told about a message; over a connection that is gone nothing is, and it delivers again. */
function ifConnected(tell: () => void): void {
  try {
    tell();
  } catch {}
}
