import { faultPoint, type Transport } from '@business-m/protocols';
import { createSender } from '../transport/sender.ts';
import type { NatsLink } from './nats-link.ts';
import { publish } from './publish.ts';
import { pull } from './pull.ts';
import type { NatsServices } from './serve-calls.ts';

/** Carries outbox messages over JetStream to whoever serves their topic. */
export function natsTransport(
  link: NatsLink,
  { concurrency = 16, onFault = () => {} }: Pick<NatsServices, 'concurrency' | 'onFault'> = {},
): Transport {
  const sender = createSender();
  return {
    async dispatch(message) {
      const ready = sender.prepare(message, link.connection().info?.max_payload);
      if ('outcome' in ready) return sender.listenerOf(message.scope)?.(ready.outcome);
      await publish(link, link.subjects.command(message.topic, message.id), ready.frame, `${message.id}.${message.attempt}`);
    },
    async listen(scope, settle) {
      const remove = sender.listen(scope, settle);
      const consumer = pull(link, {
        kind: 'outcome',
        durable: scope,
        subject: link.subjects.outcome(scope),
        concurrency,
        onFault,
        async work(delivery) {
          await settle(sender.readOutcome(delivery.string()));
          faultPoint('outbox.settled');
        },
      });
      return {
        async stop() {
          remove();
          await consumer.stop();
        },
      };
    },
  };
}
