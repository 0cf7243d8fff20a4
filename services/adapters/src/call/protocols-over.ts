import type { LedgerProtocol, PostReceipt, Reference, ReferenceProtocol, Usage, UsageProtocol } from '@business-m/protocols';
import type { Call } from './caller.ts';

/** The ledger, wherever `call` leads. The results are what the contract's schemas have passed. */
export function ledgerOver(call: Call): LedgerProtocol {
  return {
    post: (request, context) => call('post', request, context) as Promise<PostReceipt>,
    reverse: (request, context) => call('reverse', request, context) as Promise<PostReceipt>,
  };
}

/** Other domains' documents, wherever `call` leads. */
export function referencesOver(call: Call): ReferenceProtocol {
  return { resolve: (request, context) => call('resolve', request, context) as Promise<Reference[]> };
}

/** Another domain's usages, wherever `call` leads. */
export function usageOver(call: Call): UsageProtocol {
  return { find: (request, context) => call('find', request, context) as Promise<Usage | null> };
}
