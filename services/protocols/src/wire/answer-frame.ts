import { z } from 'zod';
import { fromVersion, parseFrame, refuseUnsupported, toVersion } from '../codec.ts';
import { methodOf, type ProtocolContract } from '../contract.ts';
import { DeadlineExceeded, RemoteFault, Unavailable } from '../faults.ts';
import { Refusal, refusalSchema, toRefusal } from '../refusal.ts';

const faultCodeSchema = z.enum(['unavailable', 'overloaded', 'deadline', 'malformed', 'too-large', 'fault']).catch('fault');
type FaultCode = z.infer<typeof faultCodeSchema>;

const answerFrameSchema = z.object({
  version: z.int().min(1),
  answer: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('result'), result: z.unknown() }),
    z.object({ kind: z.literal('refusal'), refusal: refusalSchema }),
    z.object({ kind: z.literal('fault'), code: faultCodeSchema, message: z.string() }),
  ]),
});
type AnswerFrame = z.infer<typeof answerFrameSchema>;

/** How a call ended: with a result, or with what was thrown. */
export type Ending = { result: unknown } | { thrown: unknown };

/** An answer in the caller's version. Faults are sent as given: `hideFault` comes first. */
export function encodeAnswer(contract: ProtocolContract, method: string, version: number, ending: Ending): string {
  if ('thrown' in ending) return JSON.stringify({ version, answer: noAnswer(ending.thrown) } satisfies AnswerFrame);
  const result = toVersion(contract, methodOf(contract, method), 'result', version, ending.result);
  return JSON.stringify({ version, answer: { kind: 'result', result } } satisfies AnswerFrame);
}

/** The result; a refusal, a fault or a deadline thrown as itself. */
export function decodeAnswer(contract: ProtocolContract, method: string, text: string): unknown {
  const { version, answer } = parseFrame(answerFrameSchema, text, `the answer of ${contract.name}.${method}`);
  if (answer.kind === 'refusal') throw toRefusal(answer.refusal);
  if (answer.kind === 'fault') throw toFault(answer.code, answer.message);
  refuseUnsupported(contract, version);
  return fromVersion(contract, methodOf(contract, method), 'result', version, answer.result);
}

function noAnswer(thrown: unknown): AnswerFrame['answer'] {
  if (thrown instanceof Refusal) return { kind: 'refusal', refusal: thrown.toJSON() };
  const known = thrown instanceof Unavailable || thrown instanceof DeadlineExceeded || thrown instanceof RemoteFault;
  return { kind: 'fault', code: known ? thrown.code : 'fault', message: known ? thrown.message : 'the call failed' };
}

function toFault(code: FaultCode, message: string): Error {
  if (code === 'unavailable' || code === 'overloaded') return new Unavailable(message, { code });
  if (code === 'deadline') return new DeadlineExceeded();
  return new RemoteFault(message, { code });
}
