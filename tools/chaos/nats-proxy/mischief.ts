import { createRandom } from '../random.ts';
import type { Message } from './message.ts';

/** How likely it is that something happens to a message, from 0 to 1; times in milliseconds. */
export interface MischiefOptions {
  seed: number;
  /** It waits while others overtake it. */
  delayed: number;
  delayMaxMs: number;
  /** It is published twice with the same id: JetStream knows it, request/reply does not. */
  duplicated: number;
  /** It is published again without its id, as a redelivery after the duplicate window looks. */
  republished: number;
  republishedAfterMaxMs: number;
  /** A subscriber gets it twice. */
  redelivered: number;
  /** Its acknowledgement never arrives, so that JetStream sends it again. */
  unacknowledged: number;
}

export interface Fate {
  /** Zero: it goes at once. */
  holdMs: number;
  /** It never goes. */
  lost: boolean;
  /** Copies of it that follow. */
  copies: readonly { kind: 'duplicate' | 'republication' | 'redelivery'; afterMs: number }[];
}

const untouched: Fate = { holdMs: 0, lost: false, copies: [] };

/**
 * What happens to each message: a function of the seed, of the message and of how often it came by, not of when it does. What client and
 * server arrange among themselves (`$JS.API`) goes through as it is, and receipts are late at most.
 */
export function createMischief(options: MischiefOptions): (message: Message) => Fate {
  const seen = new Map<string, number>();
  return function fateOf(message) {
    const { direction, subject, reply, messageId } = message;
    if (subject.startsWith('$JS.API') || subject.startsWith('$SYS')) return untouched;
    const isReceipt = /(^_INBOX|\.inbox)\./.test(subject);
    const isAcknowledgement = subject.startsWith('$JS.ACK');
    const kind = isReceipt ? 'receipt' : isAcknowledgement ? '$JS.ACK' : `${subject} ${messageId ?? ''}`;
    const name = `${direction} ${kind}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    const random = createRandom(`${options.seed} ${name} ${times}`);
    const happens = (likelihood: number) => random() < likelihood;
    const soonMs = () => Math.ceil(random() * options.delayMaxMs);

    // Asked in the same order each time, so that one answer does not shift the others.
    const holdMs = happens(options.delayed) ? soonMs() : 0;
    const duplicate = { kind: 'duplicate', afterMs: soonMs(), wanted: happens(options.duplicated) } as const;
    const lateMs = Math.ceil(random() * options.republishedAfterMaxMs);
    const republication = { kind: 'republication', afterMs: lateMs, wanted: happens(options.republished) } as const;
    const redelivery = { kind: 'redelivery', afterMs: soonMs(), wanted: happens(options.redelivered) } as const;
    if (isAcknowledgement) return { holdMs, lost: happens(options.unacknowledged), copies: [] };
    if (isReceipt) return { holdMs, lost: false, copies: [] };
    const wanted =
      direction === 'published'
        ? [duplicate, ...(messageId === undefined ? [] : [republication])]
        : reply?.startsWith('$JS.ACK')
          ? [redelivery]
          : [];
    return { holdMs, lost: false, copies: wanted.filter((copy) => copy.wanted).map(({ kind, afterMs }) => ({ kind, afterMs })) };
  };
}
