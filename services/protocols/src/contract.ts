import { z } from 'zod';

/** Who asks, and on what terms. Travels with every call between domains, in process or over the wire. */
export const callContextSchema = z.strictObject({
  tenant: z.string().min(1).max(64),
  user: z.string().min(1).max(200),
  roles: z.array(z.string()).max(50),
  /** Epoch milliseconds after which nobody waits for the answer any more. */
  deadlineMs: z.number().int(),
  /** Same key and same arguments: the first answer again. Same key, other arguments: `idempotency-conflict`. */
  idempotencyKey: z.string().min(1).max(200).optional(),
  /** W3C trace id or request id, for the log. */
  trace: z.string().max(200),
});
export type CallContext = z.infer<typeof callContextSchema>;

export interface MethodSchema {
  request: z.ZodType;
  result: z.ZodType;
  /** Request and result of version − 1 of the protocol, where they differ. */
  previous?: { request?: PreviousForm; result?: PreviousForm };
  /** Splits a request for a list in two, for when the answer is too large for one message; null: it cannot be split. */
  halve?(request: never): readonly [unknown, unknown] | null;
}

/** What the version before said, and the way between. Each function gets what its schema has passed. */
export interface PreviousForm {
  schema: z.ZodType;
  upgrade(old: unknown): unknown;
  downgrade(current: unknown): unknown;
}

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
