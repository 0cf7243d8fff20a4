import { type Command, decodeCommand, faultPoint, MalformedFrame } from '@business-m/protocols';
import type { JsMsg } from '@nats-io/jetstream';
import type { OnFault } from '../call/callee.ts';
import { runCommand } from '../courier/run-command.ts';
import type { ServedProtocols } from '../courier/served-protocols.ts';
import { bury } from './bury.ts';
import type { NatsLink } from './nats-link.ts';
import { publish } from './publish.ts';
import { pull } from './pull.ts';

/** Runs the commands of one protocol: the call, then the outcome, then the acknowledgement, so that a death in between repeats and loses nothing. */
export function consumeCommands(
  link: NatsLink,
  protocol: string,
  served: ServedProtocols,
  { concurrency, onFault }: { concurrency: number; onFault: OnFault },
): { stop(): Promise<void> } {
  async function work(delivery: JsMsg): Promise<void> {
    let command: Command;
    let outcome: string;
    try {
      command = decodeCommand(delivery.string());
      outcome = await runCommand(served, command, onFault);
    } catch (error) {
      if (!(error instanceof MalformedFrame)) throw error;
      onFault(error, { call: delivery.subject, trace: '' });
      return await bury(link, 'command', delivery, error);
    }
    const { id, attempt, scope } = command.message;
    await publish(link, link.subjects.outcome(scope), outcome, `${id}.${attempt}.${delivery.seq}.${delivery.info.deliveryCount}`);
    faultPoint('receiver.answered');
    delivery.ack();
  }

  const { commands } = link.subjects.streams;
  return pull(link, { stream: commands.name, durable: protocol, subject: link.subjects.commandsOf(protocol), concurrency, work, onFault });
}
