import {
  type LedgerProtocol,
  ledgerContract,
  type ProtocolContract,
  type ReferenceProtocol,
  RemoteFault,
  referenceContract,
  type UsageProtocol,
  usageContract,
} from '@business-m/protocols';
import { answerCall, type Service } from '../call/callee.ts';
import { type Call, createCaller } from '../call/caller.ts';
import { ledgerOver, referencesOver, usageOver } from '../call/protocols-over.ts';

/**
 * The ledger of the same process, behaving as one of another process would: arguments and results are copied and checked, refusals
 * arrive as themselves, faults hidden, the deadline holds, and nothing of the caller's transaction is shared.
 */
export function localLedger(ledger: LedgerProtocol): LedgerProtocol {
  return ledgerOver(inProcess(ledgerContract, ledger as unknown as Service));
}

/** Another domain's documents in the same process; see `localLedger`. */
export function localReferences(references: ReferenceProtocol): ReferenceProtocol {
  return referencesOver(inProcess(referenceContract, references as unknown as Service));
}

/** Who of the other domains in the same process refers to a document; see `localLedger`. */
export function localUsage(usage: UsageProtocol): UsageProtocol {
  return usageOver(inProcess(usageContract, usage as unknown as Service));
}

function inProcess(contract: ProtocolContract, service: Service): Call {
  return async (method, request, context) => {
    let hidden: unknown;
    const call = createCaller(contract, (name, frame) =>
      answerCall(contract, service, name, frame, (error) => {
        hidden = error;
      }),
    );
    try {
      return await call(method, request, context);
    } catch (error) {
      // There is no other log than the caller's, so the fault goes along for it.
      if (error instanceof RemoteFault && hidden !== undefined) error.cause = hidden;
      throw error;
    }
  };
}
