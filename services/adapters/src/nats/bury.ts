import { MalformedFrame } from '@business-m/protocols';
import { type JsMsg, jetstream } from '@nats-io/jetstream';
import { headers } from '@nats-io/nats-core';
import type { OnFault } from '../call/callee.ts';
import type { NatsLink } from './nats-link.ts';
import { ensureStreams } from './streams.ts';

const PUBLISH_TIMEOUT_MS = 5_000;
const MAX_REASON_LENGTH = 500;

/** Acknowledges a message once `work` has resolved. Moves an unreadable one, with the reason, to the stream of dead messages. */
export async function buryUnreadable(
  link: NatsLink,
  kind: 'command' | 'outcome',
  message: JsMsg,
  onFault: OnFault,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
    message.ack();
  } catch (error) {
    if (!(error instanceof MalformedFrame)) throw error;
    onFault(error, { call: message.subject, trace: '' });
    await bury(link, kind, message, error.message);
    message.term();
  }
}

async function bury(link: NatsLink, kind: 'command' | 'outcome', message: JsMsg, reason: string): Promise<void> {
  await ensureStreams(link);
  const notes = headers();
  notes.set('Desk-Reason', printable(reason));
  notes.set('Desk-Subject', message.subject);
  notes.set('Desk-Sequence', String(message.seq));
  await jetstream(link.connection()).publish(link.subjects.dead(kind), message.data, {
    headers: notes,
    // Once, although this process may die before the message is out of its queue.
    msgID: `${kind}.${message.seq}.${message.timestamp}`,
    timeout: PUBLISH_TIMEOUT_MS,
  });
}

/** A header is one line of ASCII. */
function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]+/g, ' ').slice(0, MAX_REASON_LENGTH);
}
