import { type LedgerProtocol, ledgerContract, MalformedFrame, type ProtocolContract, protocolOfTopic } from '@business-m/protocols';
import type { Service } from '../call/callee.ts';

/** The protocols a process serves and messages can be dispatched to. */
export interface ServedProtocols {
  ledger?: LedgerProtocol;
}

/** Protocols with effects, by the first part of a topic. Reads are no messages. */
const contracts: readonly ProtocolContract<keyof ServedProtocols>[] = [ledgerContract];

/** @throws when no protocol has such topics. */
export function contractOfTopic(topic: string): ProtocolContract<keyof ServedProtocols> {
  const contract = contracts.find(({ name }) => name === protocolOfTopic(topic));
  if (!contract) throw new MalformedFrame(`no protocol carries “${topic}”`);
  return contract;
}

/** What this process serves, with its contract. */
export function servedContracts(served: ServedProtocols): ProtocolContract<keyof ServedProtocols>[] {
  return contracts.filter(({ name }) => served[name] !== undefined);
}

export function serviceOf(served: ServedProtocols, name: keyof ServedProtocols): Service | undefined {
  return served[name] as unknown as Service | undefined;
}
