import {
  type CallContext,
  decodeAnswer,
  encodeCall,
  fallbackVersion,
  MalformedFrame,
  methodOf,
  type ProtocolContract,
  type ProtocolOf,
  RemoteFault,
  withDeadline,
} from '@business-m/protocols';
import { refuseTooLarge } from './frame-size.ts';
import { createSpokenVersions } from './spoken-versions.ts';

/** The way to callees of a protocol. */
export interface Way {
  /** Which of them a request is for; each may speak another version. */
  calleeOf(request: never): string;
  /** Brings a frame to it and its answer back; throws `Unavailable` where there is nobody. */
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

  const methods = Object.keys(contract.methods).map((method) => [
    method,
    (request: unknown, context: CallContext) => call(method, request, context),
  ]);
  return Object.fromEntries(methods) as ProtocolOf<Contract>;
}
