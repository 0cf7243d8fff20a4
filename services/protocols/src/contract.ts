import type { z } from 'zod';
import type { CallContext } from './call-context.ts';

/** One method of a protocol: what goes in and what comes out. */
export interface MethodSchema {
  request: z.ZodType;
  result: z.ZodType;
  /** How version − 1 of the protocol said it, where that differs. */
  previous?: PreviousMethod;
  /** Splits a request for a list in two, for when the answer is too large for one message; null: it cannot be split. */
  halve?(request: never): readonly [unknown, unknown] | null;
}

/** A method as the version before said it, and the way between. Each function gets what its schema has passed. */
export interface PreviousMethod {
  request: z.ZodType;
  result: z.ZodType;
  upgradeRequest(old: unknown): unknown;
  downgradeRequest(current: unknown): unknown;
  upgradeResult(old: unknown): unknown;
  downgradeResult(current: unknown): unknown;
}

/** A protocol as adapters see it: they know nothing else of what they carry. */
export interface ProtocolContract<Name extends string = string> {
  /** Names it in topics (`ledger.post`) and subjects. */
  name: Name;
  version: number;
  methods: Readonly<Record<string, MethodSchema>>;
}

/** What a contract's client offers, and what its service implements. */
export type ProtocolOf<Contract extends ProtocolContract> = {
  readonly [Method in keyof Contract['methods']]: (
    request: z.infer<Contract['methods'][Method]['request']>,
    context: CallContext,
  ) => Promise<z.infer<Contract['methods'][Method]['result']>>;
};

/** A service as adapters see it: its methods by name. */
export type Service = Readonly<Record<string, (request: never, context: CallContext) => Promise<unknown>>>;

/** The versions a peer may speak: this one and the one before, newest first. */
export function supportedVersions({ version }: ProtocolContract): number[] {
  return version > 1 ? [version, version - 1] : [version];
}

/** @throws when the protocol has no such method. */
export function methodOf(contract: ProtocolContract, method: string): MethodSchema {
  const found = Object.hasOwn(contract.methods, method) ? contract.methods[method] : undefined;
  if (!found) throw new MalformedFrame(`${contract.name} has no method “${method}”`);
  return found;
}

/** What arrived is not what the protocol says: a peer is broken. A fault, and time does not mend it. */
export class MalformedFrame extends Error {
  readonly code = 'malformed';

  constructor(message: string) {
    super(message);
    this.name = 'MalformedFrame';
  }
}
