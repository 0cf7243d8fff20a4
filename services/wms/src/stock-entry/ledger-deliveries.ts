import type { Delivery, DocumentContext, OutboxMessage } from '@business-m/doctype';
import { type PostRequest, Refusal, type ReverseRequest } from '@business-m/protocols';
import { readTakeBackDate } from '../stock/stock-store.ts';

/** Writes on a stock entry what became of its value on the way to the general ledger. The ledger's owner serves the topics. */
export const ledgerDeliveries: Readonly<Record<string, Delivery>> = {
  'ledger.post': {
    async onDelivered(message, context) {
      const status = await patch(message, context, { posting_status: 'posted', posting_error: null });
      if (status === 'cancelled') await awaitReversal(message, context);
    },
    onRefused: refused,
    onDead: givenUp,
    async onRetried(message, context) {
      const status = await patch(message, context, { posting_status: 'pending', posting_error: null });
      if (status === 'submitted') return;
      // What was given up may be in the ledger, and its reversal waits behind it; what was refused is not, and nothing waits.
      const sent = await context.messagesOf(message.key);
      if (sent.some(({ topic, state }) => topic === 'ledger.reverse' && state !== 'refused')) return;
      throw new Refusal({
        code: 'wrong-status',
        message: `${voucherOf(message).id} is cancelled: there is nothing to post any more.`,
      });
    },
  },
  'ledger.reverse': {
    onDelivered: async (message, context) => {
      await patch(message, context, { posting_status: 'posted', posting_error: null });
    },
    async onRefused(message, refusal, context) {
      if (refusal.code !== 'not-posted') return refused(message, refusal, context);
      // The posting was refused while the cancellation was under way: stock and ledger agree that nothing happened.
      const status = await patch(message, context, { posting_status: 'none', posting_error: null });
      const posted = (await context.messagesOf(message.key)).some(({ topic, state }) => topic === 'ledger.post' && state === 'delivered');
      // Unless a try of it that was thought lost came after.
      if (status === 'cancelled' && posted) await sendReversal(message, context);
    },
    onDead: givenUp,
    async onRetried(message, context) {
      await patch(message, context, { posting_status: 'pending', posting_error: null });
    },
  },
};

async function refused(message: OutboxMessage, refusal: Refusal, context: DocumentContext): Promise<void> {
  await patch(message, context, { posting_status: 'failed', posting_error: `The ledger refused it: ${refusal.message}` });
}

async function givenUp(message: OutboxMessage, reason: string, context: DocumentContext): Promise<void> {
  const posting_error = `The ledger could not take it (${reason.replace(/\.$/, '')}); somebody from operations can try again.`;
  await patch(message, context, { posting_status: 'failed', posting_error });
}

/** The posting arrived after its voucher was cancelled. Its reversal is on its way behind it, unless the posting had been refused before. */
async function awaitReversal(message: OutboxMessage, context: DocumentContext): Promise<void> {
  const reversals = (await context.messagesOf(message.key)).filter(({ topic }) => topic === 'ledger.reverse');
  if (reversals.some(({ state }) => state === 'delivered')) return;
  if (reversals.every(({ state }) => state === 'refused')) await sendReversal(message, context);
  else await patch(message, context, { posting_status: 'pending', posting_error: null });
}

async function sendReversal(message: OutboxMessage, context: DocumentContext): Promise<void> {
  const voucher = voucherOf(message);
  const posting_date = await readTakeBackDate(context.tx, voucher);
  await patch(message, context, { posting_status: 'pending', posting_error: null });
  await context.send({ topic: 'ledger.reverse', key: message.key, payload: { voucher, posting_date } });
}

function patch(message: OutboxMessage, context: DocumentContext, values: { posting_status: string; posting_error: string | null }) {
  return context.patch('stock-entry', voucherOf(message).id, values);
}

function voucherOf({ payload }: OutboxMessage) {
  return (payload as PostRequest | ReverseRequest).voucher;
}
