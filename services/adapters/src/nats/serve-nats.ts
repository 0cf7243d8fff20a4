import { type ReferenceProtocol, referenceContract, type UsageProtocol, usageContract } from '@business-m/protocols';
import type { OnFault, Service } from '../call/callee.ts';
import { type ServedProtocols, servedContracts, serviceOf } from '../transport/served-protocols.ts';
import { consumeCommands } from './command-consumer.ts';
import type { NatsLink } from './nats-link.ts';
import { type Endpoint, serveCalls } from './serve-calls.ts';

export interface NatsServices extends ServedProtocols {
  /** The domain that answers; processes of the same scope share its calls and messages. */
  scope: string;
  references: { protocol: ReferenceProtocol; doctypes: readonly string[] };
  usage: UsageProtocol;
  /** How many messages are worked on at a time. Default 16. */
  concurrency?: number;
  /** Told of each fault before it is hidden from the caller: for the log. */
  onFault?: OnFault;
}

/** Answers calls and runs messages for one domain, over every connection, until stopped. */
export async function serveNats(link: NatsLink, services: NatsServices): Promise<{ stop(): Promise<void> }> {
  const { scope, references, usage, concurrency = 16, onFault = () => {} } = services;
  const { call } = link.subjects;
  const contracts = servedContracts(services);
  const endpoints: Endpoint[] = [
    ...references.doctypes.map((doctype) => ({
      subject: call(referenceContract.name, doctype),
      contract: referenceContract,
      method: 'resolve',
      service: references.protocol as unknown as Service,
    })),
    { subject: call(usageContract.name, scope), contract: usageContract, method: 'find', service: usage as unknown as Service },
    ...contracts.flatMap((contract) =>
      Object.keys(contract.methods).map((method) => ({
        subject: call(contract.name, method),
        contract,
        method,
        service: serviceOf(services, contract.name) as Service,
      })),
    ),
  ];
  const calls = serveCalls(link, scope, endpoints, onFault);
  const consumers = contracts.map(({ name }) => consumeCommands(link, name, services, { concurrency, onFault }));
  return {
    async stop() {
      await Promise.all([calls.stop(), ...consumers.map((consumer) => consumer.stop())]);
    },
  };
}
