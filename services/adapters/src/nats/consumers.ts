import { absentAsNull } from '@business-m/nats';
import { AckPolicy, type Consumer, type ConsumerConfig, DeliverPolicy, jetstream } from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';
import type { NatsLink } from './nats-link.ts';
import { differs, ensureStreams } from './streams.ts';

/** Unacknowledged deliveries of all processes together. */
const MAX_ACK_PENDING = 1_000;

export interface ConsumerSettings {
  stream: string;
  /** The durable consumer, shared by all processes that ask for it. */
  durable: string;
  /** What of the stream it is given. */
  subject: string;
}

/** The durable consumer on the present connection, made or brought to its configuration where necessary. */
export async function ensureConsumer(link: NatsLink, { stream, durable, subject }: ConsumerSettings): Promise<Consumer> {
  const manager = await ensureStreams(link);
  const config = {
    durable_name: durable,
    filter_subject: subject,
    deliver_policy: DeliverPolicy.All,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(link.settings.ackWaitMs),
    max_ack_pending: MAX_ACK_PENDING,
    // For ever: who gives up is the outbox.
    max_deliver: -1,
  } satisfies Partial<ConsumerConfig>;
  let info = await manager.consumers.info(stream, durable).catch(absentAsNull);
  if (!info) info = await manager.consumers.add(stream, config);
  else if (differs(config, info.config)) info = await manager.consumers.update(stream, durable, config);
  return jetstream(link.connection()).consumers.getConsumerFromInfo(info);
}
