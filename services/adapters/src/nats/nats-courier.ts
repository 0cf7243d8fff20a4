import { type Courier, encodeCommand, faultPoint, MalformedFrame, type Outcome } from '@business-m/protocols';
import type { JsMsg } from '@nats-io/jetstream';
import type { OnFault } from '../call/callee.ts';
import { refuseTooLarge } from '../call/caller.ts';
import { createSpokenVersions } from '../call/spoken-versions.ts';
import { readOutcome } from '../courier/read-outcome.ts';
import { contractOfTopic } from '../courier/served-protocols.ts';
import { bury } from './bury.ts';
import type { NatsLink } from './nats-link.ts';
import { publish } from './publish.ts';
import { pull } from './pull.ts';

export interface NatsCourierOptions {
  /** How many outcomes of a scope are settled at a time. Default 16. */
  concurrency?: number;
  /** Told of outcomes that cannot be read or settled. */
  onFault?: OnFault;
}

/** Carries outbox messages over JetStream to whoever serves their topic. */
export function natsCourier(link: NatsLink, { concurrency = 16, onFault = () => {} }: NatsCourierOptions = {}): Courier {
  const versions = createSpokenVersions();
  return {
    async dispatch(message) {
      const contract = contractOfTopic(message.topic);
      const frame = encodeCommand(contract, versions.of(contract), message);
      refuseTooLarge(frame, link.connection().info?.max_payload);
      await publish(link, link.subjects.command(message.topic), frame, `${message.id}.${message.attempt}`);
    },

    async listen(scope, settle) {
      async function work(delivery: JsMsg): Promise<void> {
        let outcome: Outcome;
        try {
          outcome = readOutcome(delivery.string(), versions);
        } catch (error) {
          if (!(error instanceof MalformedFrame)) throw error;
          onFault(error, { call: delivery.subject, trace: '' });
          return await bury(link, 'outcome', delivery, error);
        }
        await settle(outcome);
        faultPoint('outbox.settled');
        delivery.ack();
      }
      const { outcomes } = link.subjects.streams;
      return pull(link, { stream: outcomes.name, durable: scope, subject: link.subjects.outcome(scope), concurrency, work, onFault });
    },
  };
}
