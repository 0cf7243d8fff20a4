import {
  type Command,
  contractOfTopic,
  encodeOutcome,
  faultPoint,
  hideFault,
  isTransient,
  type MessageServices,
  methodOfTopic,
  type Outcome,
  Refusal,
  requestOf,
  type Service,
  Unavailable,
  withDeadline,
} from '@business-m/protocols';
import { encodeThrown, invoke, type OnFault } from '../call/callee.ts';

const MAX_MESSAGE_LENGTH = 500;

/** Runs a command and answers its outcome's frame. Throws only `MalformedFrame`. Work that outlives the deadline goes on. */
export async function runCommand(services: MessageServices, command: Command, deadlineMs: number, onFault: OnFault): Promise<string> {
  const { version, message } = command;
  const { topic, id, attempt } = message;
  const contract = contractOfTopic(topic);
  try {
    const request = requestOf(contract, command);
    const service = services[contract.name];
    if (!service) throw new Unavailable(`“${topic}” is not served here`);
    const context = { ...message.context, idempotencyKey: id, deadlineMs };
    const result = await withDeadline(deadlineMs, () => invoke(contract, service as Service, methodOfTopic(topic), request, context));
    faultPoint('receiver.committed');
    return encodeOutcome(contract, version, topic, { kind: 'result', id, attempt, result });
  } catch (error) {
    const where = { call: topic, trace: message.context.trace };
    return encodeThrown(error, where, onFault, (thrown) => encodeOutcome(contract, version, topic, outcomeOfThrown(thrown, message)));
  }
}

/** How a message ends that was not answered with a result. */
export function outcomeOfThrown(error: unknown, { id, attempt, topic, context }: Command['message']): Outcome {
  if (error instanceof Refusal) return { kind: 'refusal', id, attempt, refusal: error.toJSON() };
  const fault = hideFault(error, topic, context.trace);
  return { kind: 'fault', id, attempt, message: fault.message.slice(0, MAX_MESSAGE_LENGTH), transient: isTransient(fault) };
}
