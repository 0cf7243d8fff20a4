import { MalformedFrame, type ProtocolOf } from './contract.ts';
import { ledgerContract } from './ledger.ts';

/** Protocols that outbox messages call: those with effects. Reads are calls. A topic is protocol and method: `ledger.post`. */
const contracts = { ledger: ledgerContract } as const;
type MessageContract = (typeof contracts)[keyof typeof contracts];

/** Those of them that a domain, or all domains of a process, implement. */
export type MessageServices = { readonly [Name in keyof typeof contracts]?: ProtocolOf<(typeof contracts)[Name]> | undefined };

/** @throws `MalformedFrame` when no protocol has such topics. */
export function contractOfTopic(topic: string): MessageContract {
  const [name = ''] = topic.split('.');
  const contract = Object.values(contracts).find((each) => each.name === name);
  if (!contract) throw new MalformedFrame(`no protocol carries “${topic}”`);
  return contract;
}

/** `ledger.post` → `post`. */
export function methodOfTopic(topic: string): string {
  return topic.slice(topic.indexOf('.') + 1);
}
