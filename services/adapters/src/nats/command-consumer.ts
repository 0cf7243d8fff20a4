import {
  type Command,
  contractOfTopic,
  decodeCommand,
  encodeOutcome,
  faultPoint,
  type MessageServices,
  RemoteFault,
} from '@business-m/protocols';
import type { OnFault } from '../call/callee.ts';
import { outcomeOfThrown, runCommand } from '../transport/run-command.ts';
import type { NatsLink } from './nats-link.ts';
import { publish } from './publish.ts';
import { pull } from './pull.ts';

/** Time of one delivery, from when the work on it begins: the effect is wanted, however long the message has waited. */
const DELIVERY_TIMEOUT_MS = 30_000;
/** A message whose every delivery crashes the process, or whose outcome cannot be stored, ends as a fault after so many. */
const MAX_DELIVERIES = 30;

/** Runs the commands of one protocol: call, outcome, acknowledgement. A crash in between repeats the command and loses nothing. */
export function consumeCommands(
  link: NatsLink,
  protocol: string,
  services: MessageServices,
  { concurrency, onFault }: { concurrency: number; onFault: OnFault },
): { stop(): Promise<void> } {
  return pull(link, {
    kind: 'command',
    durable: protocol,
    subject: link.subjects.commandsOf(protocol),
    concurrency,
    onFault,
    async work(delivery) {
      const command = decodeCommand(delivery.string());
      const { id, attempt, scope } = command.message;
      const { deliveryCount } = delivery.info;
      const outcome =
        deliveryCount > MAX_DELIVERIES
          ? neverEnds(command, deliveryCount)
          : await runCommand(services, command, Date.now() + DELIVERY_TIMEOUT_MS, onFault);
      await publish(link, link.subjects.outcome(scope), outcome, `${id}.${attempt}.${delivery.seq}.${deliveryCount}`);
      faultPoint('receiver.answered');
    },
  });
}

function neverEnds({ version, message }: Command, deliveries: number): string {
  const fault = new RemoteFault(`${message.topic} was begun ${deliveries - 1} times and never came to an end`);
  return encodeOutcome(contractOfTopic(message.topic), version, message.topic, outcomeOfThrown(fault, message));
}
