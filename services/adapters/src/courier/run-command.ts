import {
  type Command,
  encodeOutcome,
  faultPoint,
  hideFault,
  isTransient,
  methodOfTopic,
  type Outcome,
  Refusal,
  requestOf,
  Unavailable,
  withDeadline,
} from '@business-m/protocols';
import { invoke, type OnFault } from '../call/callee.ts';
import { contractOfTopic, type ServedProtocols, serviceOf } from './served-protocols.ts';

/** One delivery's time. Work that takes longer goes on; the outbox asks again, and the receiver is idempotent. */
const DELIVERY_TIMEOUT_MS = 30_000;
const MAX_MESSAGE_LENGTH = 500;

/** Calls the protocol a command is for and answers the outcome's frame. Throws only when the topic is nobody's. */
export async function runCommand(served: ServedProtocols, command: Command, onFault: OnFault): Promise<string> {
  const { version, message } = command;
  const { topic, id, attempt } = message;
  const contract = contractOfTopic(topic);
  const end = (outcome: Outcome) => encodeOutcome(contract, version, topic, outcome);
  try {
    const request = requestOf(contract, command);
    const service = serviceOf(served, contract.name);
    if (!service) throw new Unavailable(`${topic} is not served here`);
    const context = { ...message.context, idempotencyKey: id, deadlineMs: Date.now() + DELIVERY_TIMEOUT_MS };
    const result = await withDeadline(context.deadlineMs, () => invoke(contract, service, methodOfTopic(topic), request, context));
    return end({ kind: 'result', id, attempt, result });
  } catch (error) {
    if (error instanceof Refusal) return end({ kind: 'refusal', id, attempt, refusal: error.toJSON() });
    onFault(error, { call: topic, trace: message.context.trace });
    const fault = hideFault(error, topic, message.context.trace);
    return end({ kind: 'fault', id, attempt, message: fault.message.slice(0, MAX_MESSAGE_LENGTH), transient: isTransient(fault) });
  } finally {
    faultPoint('receiver.committed');
  }
}
