import {
  type CallContext,
  decodeAnswer,
  encodeCall,
  fallbackVersion,
  MalformedFrame,
  type ProtocolContract,
  RemoteFault,
  withDeadline,
} from '@business-m/protocols';
import { refuseTooLarge } from './frame-size.ts';
import { createSpokenVersions } from './spoken-versions.ts';

/** Brings a frame to the callee and its answer back; throws `Unavailable` where there is nobody. */
export type Send = (method: string, frame: string, context: CallContext) => Promise<string>;
export type Call = (method: string, request: unknown, context: CallContext) => Promise<unknown>;

/** Calls methods of a protocol: in the newest version, or in the one before while the callee speaks no newer one. */
export function createCaller(contract: ProtocolContract, send: Send): Call {
  const versions = createSpokenVersions();

  async function callIn(version: number, method: string, request: unknown, context: CallContext): Promise<unknown> {
    const frame = encodeCall(contract, method, version, request, context);
    refuseTooLarge(frame);
    const answer = await withDeadline(context.deadlineMs, () => send(method, frame, context));
    try {
      return decodeAnswer(contract, method, answer);
    } catch (error) {
      if (error instanceof MalformedFrame) throw new RemoteFault(error.message, { code: 'malformed' });
      throw error;
    }
  }

  return async (method, request, context) => {
    const version = versions.of(contract);
    try {
      return await callIn(version, method, request, context);
    } catch (error) {
      const spoken = fallbackVersion(contract, error);
      if (spoken === null || spoken === version) throw error;
      versions.learn(contract, spoken);
      return await callIn(spoken, method, request, context);
    }
  };
}
