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
import { buryUnreadable } from './bury.ts';
import type { NatsLink } from './nats-link.ts';
import { publish } from './publish.ts';
import { pull } from './pull.ts';

/** One delivery's time, counted from when the work on it begins: the effect is wanted, however long the message has waited. */
const DELIVERY_TIMEOUT_MS = 30_000;
/** A message that never comes to an end takes its process along, or finds no room for its outcome; the outbox decides what to do with it. */
const MAX_DELIVERIES = 30;

/** Runs the commands of one protocol: call, outcome, acknowledgement. A crash in between repeats the command and loses nothing. */
export function consumeCommands(
  link: NatsLink,
  protocol: string,
  services: MessageServices,
  { concurrency, onFault }: { concurrency: number; onFault: OnFault },
): { stop(): Promise<void> } {
  const { commands } = link.subjects.streams;
  return pull(link, {
    stream: commands.name,
    durable: protocol,
    subject: link.subjects.commandsOf(protocol),
    concurrency,
    onFault,
    work: (delivery) =>
      buryUnreadable(link, 'command', delivery, onFault, async () => {
        const command = decodeCommand(delivery.string());
        const { id, attempt, scope } = command.message;
        const { deliveryCount } = delivery.info;
        const outcome =
          deliveryCount > MAX_DELIVERIES
            ? neverEnds(command, deliveryCount)
            : await runCommand(services, command, Date.now() + DELIVERY_TIMEOUT_MS, onFault);
        await publish(link, link.subjects.outcome(scope), outcome, `${id}.${attempt}.${delivery.seq}.${deliveryCount}`);
        faultPoint('receiver.answered');
      }),
  });
}

function neverEnds({ version, message }: Command, deliveries: number): string {
  const fault = new RemoteFault(`${message.topic} was begun ${deliveries - 1} times and never came to an end`);
  return encodeOutcome(contractOfTopic(message.topic), version, message.topic, outcomeOfThrown(fault, message));
}
