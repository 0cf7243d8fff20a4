import { z } from 'zod';
import { checked, fromVersion, parseFrame, refuseUnsupported, toVersion } from '../codec.ts';
import { methodOf, type ProtocolContract } from '../contract.ts';
import { methodOfTopic } from '../topic.ts';
import { type Dispatch, dispatchSchema, type Outcome, outcomeSchema } from '../transport.ts';
import { travellingContextSchema } from './call-frame.ts';

const commandFrameSchema = z.object({
  version: z.int().min(1),
  message: z.object({ ...dispatchSchema.shape, context: travellingContextSchema }),
});

/** A message on its way, readable as far as the way back to its sender; the request is not looked at yet. */
export type Command = z.infer<typeof commandFrameSchema>;

/** An outbox message in the receiver's version, without its deadline: the effect is wanted however late. */
export function encodeCommand(contract: ProtocolContract, version: number, message: Dispatch): string {
  const request = toVersion(contract, methodOf(contract, methodOfTopic(message.topic)), 'request', version, message.request);
  const { context, ...rest } = checked(dispatchSchema, message, 'a message');
  return JSON.stringify({
    version,
    message: { ...rest, request, context: travellingContextSchema.parse(context) },
  } satisfies Command);
}

/** @throws `MalformedFrame` when it cannot even be told whose message it is. */
export function decodeCommand(text: string): Command {
  return parseFrame(commandFrameSchema, text, 'a command');
}

/** The request in the newest version. @throws `MalformedFrame`, or a refusal `unsupported-version`. */
export function requestOf(contract: ProtocolContract, { version, message }: Command): unknown {
  refuseUnsupported(contract, version);
  return fromVersion(contract, methodOf(contract, methodOfTopic(message.topic)), 'request', version, message.request);
}

const outcomeFrameSchema = z.object({ version: z.int().min(1), topic: z.string().max(64), outcome: outcomeSchema });

/** How a command ended, on its way back to the outbox it left; the result is not looked at yet. */
export type OutcomeFrame = z.infer<typeof outcomeFrameSchema>;

export function encodeOutcome(contract: ProtocolContract, version: number, topic: string, outcome: Outcome): string {
  if (outcome.kind !== 'result') return JSON.stringify({ version, topic, outcome } satisfies OutcomeFrame);
  const result = toVersion(contract, methodOf(contract, methodOfTopic(topic)), 'result', version, outcome.result);
  return JSON.stringify({ version, topic, outcome: { ...outcome, result } } satisfies OutcomeFrame);
}

/** @throws `MalformedFrame` */
export function decodeOutcome(text: string): OutcomeFrame {
  return parseFrame(outcomeFrameSchema, text, 'an outcome');
}

/** The outcome with its result in the newest version. @throws `MalformedFrame`, or a refusal `unsupported-version`. */
export function outcomeOf(contract: ProtocolContract, { version, topic, outcome }: OutcomeFrame): Outcome {
  if (outcome.kind !== 'result') return checked(outcomeSchema, outcome, 'an outcome');
  refuseUnsupported(contract, version);
  return { ...outcome, result: fromVersion(contract, methodOf(contract, methodOfTopic(topic)), 'result', version, outcome.result) };
}
