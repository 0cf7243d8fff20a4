import type { Delivery, DocumentContext, OutboxMessage } from '@business-m/doctype';
import {
  type LedgerProtocol,
  type PostRequest,
  postRequestSchema,
  type Refusal,
  type ReverseRequest,
  reverseRequestSchema,
} from '@business-m/protocols';

/** Takes a submitted or cancelled stock entry's value to the general ledger, and writes on the entry what became of it. */
export function ledgerDeliveries(ledger: LedgerProtocol): Record<string, Delivery> {
  return {
    'ledger.post': {
      deliver: ({ payload }, call) => ledger.post(postRequestSchema.parse(payload), call),
      onDelivered: settle('posted'),
      onRefused: (message, refusal, context) => fail(message, refusal, context),
    },
    'ledger.reverse': {
      deliver: ({ payload }, call) => ledger.reverse(reverseRequestSchema.parse(payload), call),
      onDelivered: settle('posted'),
      // The posting itself was refused while the cancellation was under way: stock and ledger agree that nothing happened.
      onRefused: (message, refusal, context) =>
        refusal.code === 'not-posted' ? settle('none')(message, context) : fail(message, refusal, context),
    },
  };
}

function settle(posting_status: 'posted' | 'none') {
  return async ({ payload }: OutboxMessage, context: DocumentContext): Promise<void> => {
    await context.patch('stock-entry', voucherOf(payload).id, { posting_status, posting_error: null });
  };
}

async function fail({ payload }: OutboxMessage, refusal: Refusal, context: DocumentContext): Promise<void> {
  await context.patch('stock-entry', voucherOf(payload).id, { posting_status: 'failed', posting_error: refusal.message });
}

function voucherOf(payload: unknown) {
  return (payload as PostRequest | ReverseRequest).voucher;
}
