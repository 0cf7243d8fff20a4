import { contractOfTopic, faultPoint, type Transport } from '@business-m/protocols';
import type { OnFault } from '../call/callee.ts';
import { createSpokenVersions } from '../call/spoken-versions.ts';
import { createListeners } from '../transport/listeners.ts';
import { prepare } from '../transport/prepare.ts';
import { readOutcome } from '../transport/read-outcome.ts';
import { buryUnreadable } from './bury.ts';
import type { NatsLink } from './nats-link.ts';
import { publish } from './publish.ts';
import { pull } from './pull.ts';

export interface NatsTransportOptions {
  /** How many outcomes of a scope are settled at a time. Default 16. */
  concurrency?: number;
  /** Told of outcomes that cannot be read or settled. */
  onFault?: OnFault;
}

/** Carries outbox messages over JetStream to whoever serves their topic. */
export function natsTransport(link: NatsLink, { concurrency = 16, onFault = () => {} }: NatsTransportOptions = {}): Transport {
  const listeners = createListeners();
  const versions = createSpokenVersions();
  return {
    async dispatch(message) {
      const contract = contractOfTopic(message.topic);
      const { info } = link.connection();
      const ready = prepare(contract, versions.of(contract), message, info?.max_payload);
      if ('outcome' in ready) return listeners.of(message.scope)?.(ready.outcome);
      await publish(link, link.subjects.command(message.topic, message.id), ready.frame, `${message.id}.${message.attempt}`);
    },

    async listen(scope, settle) {
      const { outcomes } = link.subjects.streams;
      const remove = listeners.add(scope, settle);
      const consumer = pull(link, {
        stream: outcomes.name,
        durable: scope,
        subject: link.subjects.outcome(scope),
        concurrency,
        onFault,
        work: (delivery) =>
          buryUnreadable(link, 'outcome', delivery, onFault, async () => {
            await settle(readOutcome(delivery.string(), versions));
            faultPoint('outbox.settled');
          }),
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
