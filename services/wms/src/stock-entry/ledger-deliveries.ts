import type { Delivery, DocumentContext, OutboxMessage, SentMessage } from '@business-m/doctype';
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
    async onDismissed(message, state, context) {
      refuseIfUnknown(message, state);
      const { id } = voucherOf(message);
      if ((await context.get('stock-entry', id))?.status === 'cancelled') return;
      throw new Refusal({
        code: 'wrong-status',
        message: `${id} has moved stock that the ledger does not know of: put right what it named and retry, or cancel the entry.`,
      });
    },
    async onRetried(message, context) {
      const status = await patch(message, context, { posting_status: 'pending', posting_error: null });
      if (status === 'submitted') return;
      // What was given up may be in the ledger, and its reversal waits behind it; what was refused is not, and nothing waits.
      const sent = await context.messagesOf(message.key);
      if (sent.some(({ topic, state }) => topic === 'ledger.reverse' && !hadNoEffect(state))) return;
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
    async onDismissed(message, state, context) {
      refuseIfUnknown(message, state);
      const sent = await context.messagesOf(message.key);
      const arrived = (wanted: string) => sent.some(({ topic, state }) => topic === wanted && state === 'delivered');
      if (arrived('ledger.reverse')) return;
      if (arrived('ledger.post')) {
        throw new Refusal({
          code: 'wrong-status',
          message: `${voucherOf(message).id} is cancelled and still in the ledger: put right what it named and retry.`,
        });
      }
      await patch(message, context, { posting_status: 'none', posting_error: null });
    },
    async onRetried(message, context) {
      await patch(message, context, { posting_status: 'pending', posting_error: null });
    },
  },
};

/** The ledger said no to it, whether somebody has let it go since or not. */
const hadNoEffect = (state: SentMessage['state']): boolean => state === 'refused' || state === 'dismissed';

/** The ledger may have what was given up: only a retry tells. */
function refuseIfUnknown(message: OutboxMessage, state: 'refused' | 'dead'): void {
  if (state === 'refused') return;
  throw new Refusal({
    code: 'wrong-status',
    message: `Whether ${voucherOf(message).id} is in the ledger is not known: retry, and the ledger says.`,
  });
}

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
  if (reversals.every(({ state }) => hadNoEffect(state))) await sendReversal(message, context);
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
