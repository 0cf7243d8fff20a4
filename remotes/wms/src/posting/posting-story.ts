import { formatSince } from '@business-m/documents';
import type { Document, Message } from '@business-m/metadata';

/** What the form says about an entry's way into the ledger. */
export type PostingStory =
  /** Nothing was sent. */
  | { kind: 'none' }
  | { kind: 'pending'; title: string; detail: string | null }
  | { kind: 'posted'; words: string; at: string | null }
  | { kind: 'failed'; title: string; reason: string; message: Message | null };

/** Most postings are there by then: nobody needs to read that they were on their way. */
const WORTH_SAYING_MS = 3_000;
/** A ledger that is there has answered by then. */
const OVERDUE_MS = 15_000;

/** How the way into the ledger has ended. */
const ended: Record<string, string> = { posted: 'Posted to the ledger', reversed: 'Reversed in the ledger' };

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** `messages`: what was sent about the entry, newest first; undefined while nobody knows. `seenMs`: for how long the desk has seen it wait. */
export function postingStory(doc: Document, messages: readonly Message[] | undefined, seenMs: number, now = new Date()): PostingStory {
  // What was given up holds up everything sent after it, so it is what there is to tell.
  const stuck = messages?.find(({ state }) => state === 'dead');
  const message = stuck ?? messages?.[0];
  if (doc.posting_status === 'failed' || stuck) {
    return {
      kind: 'failed',
      title: 'The value of this entry is not in the ledger.',
      reason: text(doc.posting_error) || (message?.last_error ?? ''),
      message: message && (message.state === 'refused' || message.state === 'dead') ? message : null,
    };
  }
  if (doc.posting_status === 'pending') {
    // The oldest that has not arrived: later ones wait behind it.
    const head = messages?.findLast(({ state }) => state !== 'delivered');
    const since = formatSince(head?.created_at ?? doc.modified_at, now);
    if (head?.last_error || seenMs >= OVERDUE_MS)
      return {
        kind: 'pending',
        title: `The ledger has not answered since ${since}.`,
        detail: 'This stock entry is posted as soon as it is back. The stock has moved; there is nothing to do.',
      };
    if (seenMs >= WORTH_SAYING_MS)
      return {
        kind: 'pending',
        title: `Waiting for the ledger since ${since}.`,
        detail: 'The stock has moved; its value follows by itself.',
      };
    return { kind: 'pending', title: 'Stock has moved; its value is on the way to the ledger.', detail: null };
  }
  const words = ended[text(doc.posting_status)];
  if (!words) return { kind: 'none' };
  return { kind: 'posted', words, at: message?.state === 'delivered' ? message.settled_at : null };
}
