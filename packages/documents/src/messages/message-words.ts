import type { MessageState } from '@business-m/metadata';
import type { Tone } from '@business-m/ui';

export const stateWords: Readonly<Record<MessageState, { label: string; tone: Tone; empty: string }>> = {
  refused: { label: 'Refused', tone: 'danger', empty: 'Nothing was refused.' },
  dead: { label: 'Given up', tone: 'danger', empty: 'Nothing was given up.' },
  pending: { label: 'Waiting', tone: 'info', empty: 'Nothing waits.' },
  dispatched: { label: 'Sent', tone: 'info', empty: 'Nothing is on its way.' },
  dismissed: { label: 'Dismissed', tone: 'neutral', empty: 'Nothing was dismissed.' },
  delivered: { label: 'Delivered', tone: 'success', empty: 'Nothing was delivered in the last 30 days.' },
};

/** The states that need a decision. */
export const isDeadLetter = (state: string): state is 'refused' | 'dead' => state === 'refused' || state === 'dead';

export const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
