import {
  type CallContext,
  callContextSchema,
  decode,
  encode,
  fromEnvelope,
  type LedgerProtocol,
  ledgerMethods,
  type MethodSchema,
  type ReferenceProtocol,
  referenceMethods,
  toEnvelope,
  type UsageProtocol,
  usageMethods,
  withDeadline,
} from '@business-m/protocols';

type Method<Request, Result> = (request: Request, context: CallContext) => Promise<Result>;

/**
 * The ledger of the same process, behaving as one of another process would: arguments and results are copied and checked, refusals
 * arrive as themselves, the deadline holds, and nothing of the caller's transaction is shared.
 */
export function localLedger(ledger: LedgerProtocol): LedgerProtocol {
  return { post: carry(ledgerMethods.post, ledger.post), reverse: carry(ledgerMethods.reverse, ledger.reverse) };
}

/** Another domain's documents in the same process; see `localLedger`. */
export function localReferences(references: ReferenceProtocol): ReferenceProtocol {
  return { resolve: carry(referenceMethods.resolve, references.resolve) };
}

/** Who of the other domains in the same process refers to a document; see `localLedger`. */
export function localUsage(usage: UsageProtocol): UsageProtocol {
  return { find: carry(usageMethods.find, usage.find) };
}

function carry<Request, Result>(schema: MethodSchema, method: Method<Request, Result>): Method<Request, Result> {
  return async (request, context) => {
    const sent = { request: encode(schema.request, request), context: encode(callContextSchema, context) };
    const answer = await withDeadline(context.deadlineMs, () =>
      toEnvelope(schema.result, () => method(decode(schema.request, sent.request) as Request, decode(callContextSchema, sent.context))),
    );
    return fromEnvelope(schema.result, answer) as Result;
  };
}
