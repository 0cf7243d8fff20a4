import { atMost, natsReason } from '@business-m/nats';
import {
  encodeAnswer,
  type MessageServices,
  type ProtocolContract,
  type ProtocolOf,
  RemoteFault,
  type Service,
  Unavailable,
} from '@business-m/protocols';
import type { Msg, NatsConnection, Subscription } from '@nats-io/transport-node';
import { answerCall, type OnFault } from '../call/callee.ts';
import { MAX_FRAME_BYTES } from '../call/client.ts';
import { consumeCommands } from './command-consumer.ts';
import type { NatsLink } from './nats-link.ts';

/** A caller beyond these is told `overloaded` at once, instead of waiting for its deadline. */
const MAX_CALLS = 256;
const STOP_TIMEOUT_MS = 5_000;

/** A protocol that is called, and the callees that a domain is in it: its DocTypes, or the domain itself. */
export interface ServedCalls {
  contract: ProtocolContract;
  service: Service;
  callees: readonly string[];
}

export function served<Contract extends ProtocolContract>(
  contract: Contract,
  service: ProtocolOf<Contract>,
  callees: readonly string[],
): ServedCalls {
  return { contract, service: service as Service, callees };
}

type Endpoint = Omit<ServedCalls, 'callees'> & { subject: string; method: string };

export interface NatsServices {
  /** The domain that answers; processes of the same scope share its calls and messages. */
  scope: string;
  calls: readonly ServedCalls[];
  messages: MessageServices;
  /** How many messages are worked on at a time. Default 16. */
  concurrency?: number;
  onFault?: OnFault;
}

/** Answers calls and runs messages for one domain, over every connection, until stopped. */
export async function serveNats(link: NatsLink, services: NatsServices): Promise<{ stop(): Promise<unknown> }> {
  const { scope, calls, messages, concurrency = 16, onFault = () => {} } = services;
  const protocols = Object.entries(messages).flatMap(([protocol, service]) => (service ? [protocol] : []));
  const serving = [
    serveCalls(link, scope, calls, onFault),
    ...protocols.map((protocol) => consumeCommands(link, protocol, messages, { concurrency, onFault })),
  ];
  return { stop: () => Promise.all(serving.map((each) => each.stop())) };
}

/** Answers calls on every connection, shared among all processes that serve `scope`. */
function serveCalls(link: NatsLink, scope: string, calls: readonly ServedCalls[], onFault: OnFault): { stop(): Promise<void> } {
  const endpoints = calls.flatMap(({ contract, service, callees }): Endpoint[] => {
    const [method = '', ...others] = Object.keys(contract.methods);
    if (others.length > 0) throw new TypeError(`${contract.name} has several methods: its subjects name callees alone`);
    return callees.map((callee) => ({ subject: link.subjects.call(contract.name, callee), contract, method, service }));
  });
  const underWay = new Set<Promise<void>>();
  let subscriptions: Subscription[] = [];
  let drain: (subscription: Subscription) => Promise<unknown> = async () => {};

  const stopListening = link.onConnection((connection) => {
    subscriptions = endpoints.map((endpoint) =>
      connection.subscribe(endpoint.subject, {
        queue: scope,
        callback: (error, message) => {
          if (error) return link.report(natsReason(error));
          if (!message.reply) return;
          const work = answer(connection, endpoint, message).finally(() => underWay.delete(work));
          underWay.add(work);
        },
      }),
    );
    // A connection that dies meanwhile never says that it has drained.
    drain = (one) => Promise.race([one.isClosed() || one.drain(), connection.closed()]);
  });

  async function answer(connection: NatsConnection, { contract, method, service }: Endpoint, message: Msg): Promise<void> {
    const fault = (thrown: Error) => encodeAnswer(contract, method, contract.version, { thrown });
    const frame =
      underWay.size >= MAX_CALLS
        ? fault(new Unavailable(`${contract.name} has too many calls at once`, { code: 'overloaded' }))
        : await answerCall(contract, service, method, message.string(), onFault);
    const fits = Buffer.byteLength(frame) <= (connection.info?.max_payload ?? MAX_FRAME_BYTES);
    try {
      message.respond(fits ? frame : fault(new RemoteFault('the answer is too large for one message', { code: 'too-large' })));
    } catch (error) {
      // The connection it came over is gone: the caller has learned that from its own, or will by its deadline.
      onFault(error, { call: message.subject, trace: '' });
    }
  }

  return {
    async stop() {
      stopListening();
      await atMost(
        STOP_TIMEOUT_MS,
        Promise.all(subscriptions.map(drain)).then(() => Promise.all(underWay)),
      );
    },
  };
}
