import type { MessageServices } from '@business-m/protocols';
import type { OnFault } from '../call/callee.ts';
import { consumeCommands } from './command-consumer.ts';
import type { NatsLink } from './nats-link.ts';
import { type ServedCalls, serveCalls } from './serve-calls.ts';

export interface NatsServices {
  /** The domain that answers; processes of the same scope share its calls and messages. */
  scope: string;
  calls: readonly ServedCalls[];
  messages: MessageServices;
  /** How many messages are worked on at a time. Default 16. */
  concurrency?: number;
  /** Told of each fault before it is hidden from the caller: for the log. */
  onFault?: OnFault;
}

/** Answers calls and runs messages for one domain, over every connection, until stopped. */
export async function serveNats(link: NatsLink, services: NatsServices): Promise<{ stop(): Promise<void> }> {
  const { scope, calls, messages, concurrency = 16, onFault = () => {} } = services;
  const protocols = Object.entries(messages).flatMap(([protocol, service]) => (service ? [protocol] : []));
  const serving = [
    serveCalls(link, scope, calls, onFault),
    ...protocols.map((protocol) => consumeCommands(link, protocol, messages, { concurrency, onFault })),
  ];
  return {
    async stop() {
      await Promise.all(serving.map((each) => each.stop()));
    },
  };
}
