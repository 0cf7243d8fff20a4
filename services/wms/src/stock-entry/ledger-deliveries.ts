import type { Delivery, DocumentContext, OutboxMessage, SentMessage } from '@business-m/doctype';
import { type PostRequest, Refusal, type ReverseRequest } from '@business-m/protocols';
import { readTakeBackDate } from '../stock/stock-store.ts';
import type { StockEntry } from './stock-entry.ts';

/** Writes on a stock entry how the posting of its value to the general ledger ended. The ledger's owner serves the topics. */
export const ledgerDeliveries: Readonly<Record<string, Delivery>> = {
  'ledger.post': {
    async onDelivered(message, context) {
      const status = await setPosting(message, context, 'posted');
      if (status === 'cancelled') await awaitReversal(message, context);
    },
    onRefused: refused,
    onDead: givenUp,
    async onDismissed(message, state, context) {
      refuseIfUnknown(message, state);
      const { id } = voucherOf(message);
      if ((await context.get('stock-entry', id))?.status !== 'cancelled')
        refuse(`${id} has moved stock that the ledger does not know of: put right what it named and retry, or cancel the entry.`);
    },
    async onRetried(message, context) {
      const status = await setPosting(message, context, 'pending');
      if (status === 'submitted') return;
      // The reversal waits behind a posting that was given up, which may be in the ledger; behind a refused one nothing waits.
      const sent = await context.messagesOf(message.key);
      if (sent.some(({ topic, state }) => topic === 'ledger.reverse' && !hadNoEffect(state))) return;
      refuse(`${voucherOf(message).id} is cancelled: there is nothing to post any more.`);
    },
  },
  'ledger.reverse': {
    onDelivered: async (message, context) => void (await setPosting(message, context, 'reversed')),
    async onRefused(message, refusal, context) {
      if (refusal.code !== 'not-posted') return refused(message, refusal, context);
      // The posting was refused while the cancellation was on its way: there is nothing to reverse …
      const status = await setPosting(message, context, 'none');
      // … unless a try that was thought lost has arrived since.
      if (status === 'cancelled' && (await hasArrived(message, context, 'ledger.post'))) await sendReversal(message, context);
    },
    onDead: givenUp,
    async onDismissed(message, state, context) {
      refuseIfUnknown(message, state);
      if (await hasArrived(message, context, 'ledger.reverse')) return;
      if (await hasArrived(message, context, 'ledger.post'))
        refuse(`${voucherOf(message).id} is cancelled and still in the ledger: put right what it named and retry.`);
      await setPosting(message, context, 'none');
    },
    onRetried: async (message, context) => void (await setPosting(message, context, 'pending')),
  },
};

/** The ledger refused it, whether or not the message was dismissed since. */
const hadNoEffect = (state: SentMessage['state']): boolean => state === 'refused' || state === 'dismissed';

async function hasArrived({ key }: OutboxMessage, context: DocumentContext, wanted: string): Promise<boolean> {
  return (await context.messagesOf(key)).some(({ topic, state }) => topic === wanted && state === 'delivered');
}

/** A message that was given up may be in the ledger: only a retry tells. */
function refuseIfUnknown(message: OutboxMessage, state: 'refused' | 'dead'): void {
  if (state === 'dead') refuse(`Whether ${voucherOf(message).id} is in the ledger is not known: retry, and the ledger says.`);
}

async function refused(message: OutboxMessage, refusal: Refusal, context: DocumentContext): Promise<void> {
  await setPosting(message, context, 'failed', `The ledger refused it: ${refusal.message}`);
}

async function givenUp(message: OutboxMessage, reason: string, context: DocumentContext): Promise<void> {
  const error = `The ledger could not take it (${reason.replace(/\.$/, '')}); somebody from operations can try again.`;
  await setPosting(message, context, 'failed', error);
}

/** The posting arrived after its voucher was cancelled. Its reversal follows, unless the posting had been refused before. */
async function awaitReversal(message: OutboxMessage, context: DocumentContext): Promise<void> {
  const reversals = (await context.messagesOf(message.key)).filter(({ topic }) => topic === 'ledger.reverse');
  if (reversals.some(({ state }) => state === 'delivered')) return void (await setPosting(message, context, 'reversed'));
  if (reversals.every(({ state }) => hadNoEffect(state))) await sendReversal(message, context);
  else await setPosting(message, context, 'pending');
}

async function sendReversal(message: OutboxMessage, context: DocumentContext): Promise<void> {
  const voucher = voucherOf(message);
  const posting_date = await readTakeBackDate(context.tx, voucher);
  await setPosting(message, context, 'pending');
  await context.send({ topic: 'ledger.reverse', key: message.key, payload: { voucher, posting_date } });
}

function setPosting(message: OutboxMessage, context: DocumentContext, status: StockEntry['posting_status'], error: string | null = null) {
  return context.patch('stock-entry', voucherOf(message).id, { posting_status: status, posting_error: error });
}

function voucherOf({ payload }: OutboxMessage) {
  return (payload as PostRequest | ReverseRequest).voucher;
}

function refuse(message: string): never {
  throw new Refusal('wrong-status', message);
}
