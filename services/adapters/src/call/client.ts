import {
  type CallContext,
  decodeAnswer,
  encodeCall,
  fallbackVersion,
  MalformedFrame,
  methodOf,
  type ProtocolContract,
  type ProtocolOf,
  Refusal,
  RemoteFault,
  withDeadline,
} from '@business-m/protocols';
import { createSpokenVersions } from './spoken-versions.ts';

/** What NATS carries by default is 1 MiB; in process the same holds, so that what passes in one mode passes in the other. */
export const MAX_FRAME_BYTES = 1_000_000;

/** @throws a refusal, since asking for less is the only remedy. */
export function refuseTooLarge(frame: string, maxBytes = MAX_FRAME_BYTES): void {
  const bytes = Buffer.byteLength(frame);
  if (bytes <= maxBytes) return;
  const message = `This is too large to be sent in one piece: ${bytes} bytes, where ${maxBytes} are taken.`;
  throw new Refusal('too-large', message);
}

export interface Way {
  /** Which callee a request is for; each may speak another version. */
  calleeOf(request: never): string;
  /** Brings a frame to the callee and its answer back; throws `Unavailable` where nobody answers. */
  send(callee: string, method: string, frame: string, context: CallContext): Promise<string>;
}

/** The client of a contract over any transport. Falls back to the previous version while the callee speaks no newer one. */
export function createClient<Contract extends ProtocolContract>(contract: Contract, { calleeOf, send }: Way): ProtocolOf<Contract> {
  const versions = createSpokenVersions();

  async function callIn(version: number, callee: string, method: string, request: unknown, context: CallContext): Promise<unknown> {
    const frame = encodeCall(contract, method, version, request, context);
    refuseTooLarge(frame);
    const answer = await withDeadline(context.deadlineMs, () => send(callee, method, frame, context));
    try {
      return decodeAnswer(contract, method, answer);
    } catch (error) {
      if (error instanceof MalformedFrame) throw new RemoteFault(error.message, { code: 'malformed' });
      throw error;
    }
  }

  async function callOnce(method: string, request: unknown, context: CallContext): Promise<unknown> {
    const callee = calleeOf(request as never);
    const version = versions.of(contract, callee);
    try {
      return await callIn(version, callee, method, request, context);
    } catch (error) {
      const spoken = fallbackVersion(contract, error);
      if (spoken === null || spoken === version) throw error;
      versions.learn(contract, spoken, callee);
      return await callIn(spoken, callee, method, request, context);
    }
  }

  async function call(method: string, request: unknown, context: CallContext): Promise<unknown> {
    try {
      return await callOnce(method, request, context);
    } catch (error) {
      if (!(error instanceof RemoteFault) || error.code !== 'too-large') throw error;
      const halves = methodOf(contract, method).halve?.(request as never);
      if (!halves) throw error;
      const results: unknown[] = [];
      for (const half of halves) results.push(...((await call(method, half, context)) as unknown[]));
      return results;
    }
  }

  const clientOf = (method: string) => (request: unknown, context: CallContext) => call(method, request, context);
  return Object.fromEntries(Object.keys(contract.methods).map((method) => [method, clientOf(method)])) as ProtocolOf<Contract>;
}
