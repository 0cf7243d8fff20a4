import { createRandom } from '../random.ts';
import type { Message } from './message.ts';

/** How likely each fault is for a message, from 0 to 1; times in milliseconds. */
export interface MessageFaultOptions {
  seed: number;
  /** Later messages overtake it. */
  delayed: number;
  delayMaxMs: number;
  /** It is published twice with the same id: JetStream drops the second, request/reply does not. */
  duplicated: number;
  /** It is published again without its id, as a redelivery after JetStream's duplicate window looks. */
  republished: number;
  republishedAfterMaxMs: number;
  /** A subscriber gets it twice. */
  redelivered: number;
  /** Its acknowledgement is dropped, so JetStream sends it again. */
  unacknowledged: number;
}

export interface MessageFault {
  /** Zero: it goes at once. */
  delayMs: number;
  dropped: boolean;
  /** Copies of it that follow. */
  copies: readonly { kind: 'duplicate' | 'republication' | 'redelivery'; afterMs: number }[];
}

export const noFault: MessageFault = { delayMs: 0, dropped: false, copies: [] };

/** Each message's faults: a function of seed, message and how often it came by. `$JS.API` has none; receipts are only delayed. */
export function createMessageFaults(options: MessageFaultOptions): (message: Message) => MessageFault {
  const seen = new Map<string, number>();
  return function faultOf({ direction, subject, reply, messageId }) {
    if (subject.startsWith('$JS.API') || subject.startsWith('$SYS')) return noFault;
    const isReceipt = /(^_INBOX|\.inbox)\./.test(subject);
    const isAcknowledgement = subject.startsWith('$JS.ACK');
    const kind = isReceipt ? 'receipt' : isAcknowledgement ? '$JS.ACK' : `${subject} ${messageId ?? ''}`;
    const name = `${direction} ${kind}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    const random = createRandom(`${options.seed} ${name} ${times}`);
    const happens = (likelihood: number) => random() < likelihood;
    const within = (mostMs: number) => Math.ceil(random() * mostMs);

    // Drawn in the same order each time: one option does not shift the draws of the others.
    const delayMs = happens(options.delayed) ? within(options.delayMaxMs) : 0;
    const duplicate = { kind: 'duplicate', afterMs: within(options.delayMaxMs), wanted: happens(options.duplicated) } as const;
    const [laterMs, republished] = [within(options.republishedAfterMaxMs), happens(options.republished)];
    const republication = { kind: 'republication', afterMs: laterMs, wanted: republished } as const;
    const redelivery = { kind: 'redelivery', afterMs: within(options.delayMaxMs), wanted: happens(options.redelivered) } as const;
    if (isAcknowledgement) return { delayMs, dropped: happens(options.unacknowledged), copies: [] };
    if (isReceipt) return { delayMs, dropped: false, copies: [] };
    const possible =
      direction === 'published'
        ? [duplicate, ...(messageId === undefined ? [] : [republication])]
        : reply?.startsWith('$JS.ACK')
          ? [redelivery]
          : [];
    return { delayMs, dropped: false, copies: possible.filter(({ wanted }) => wanted) };
  };
}
