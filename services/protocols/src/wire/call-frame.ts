import { z } from 'zod';
import { fromVersion, parseFrame, refuseUnsupported, toVersion } from '../codec.ts';
import { type CallContext, callContextSchema, methodOf, type ProtocolContract } from '../contract.ts';

/** A newer peer may add fields. The time left replaces the deadline, so that clocks of two machines need not agree. */
export const travellingContextSchema = z.object(callContextSchema.omit({ deadlineMs: true }).shape);

const callFrameSchema = z.object({
  version: z.int().min(1),
  timeout_ms: z.int().min(0),
  context: travellingContextSchema,
  request: z.unknown(),
});

export function encodeCall(contract: ProtocolContract, method: string, version: number, request: unknown, context: CallContext): string {
  return JSON.stringify({
    version,
    timeout_ms: Math.max(0, Math.ceil(context.deadlineMs - Date.now())),
    context: travellingContextSchema.parse(context),
    request: toVersion(contract, methodOf(contract, method), 'request', version, request),
  } satisfies z.infer<typeof callFrameSchema>);
}

/** A call as it arrived, with the version to answer in. @throws `MalformedFrame`, or a refusal `unsupported-version` */
export function decodeCall(contract: ProtocolContract, method: string, text: string) {
  const frame = parseFrame(callFrameSchema, text, `a call of ${contract.name}.${method}`);
  refuseUnsupported(contract, frame.version);
  return {
    version: frame.version,
    request: fromVersion(contract, methodOf(contract, method), 'request', frame.version, frame.request),
    context: { ...frame.context, deadlineMs: Date.now() + frame.timeout_ms },
  };
}
