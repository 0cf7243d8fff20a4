import { type JsMsg, jetstream } from '@nats-io/jetstream';
import { headers } from '@nats-io/nats-core';
import type { NatsLink } from './nats-link.ts';

const PUBLISH_TIMEOUT_MS = 5_000;
const MAX_REASON_LENGTH = 500;

/** Takes a message nobody can read out of its queue, and keeps a copy with the reason where people can look at it. */
export async function bury(link: NatsLink, kind: 'command' | 'outcome', message: JsMsg, error: unknown): Promise<void> {
  const reason = (error instanceof Error ? error.message : String(error)).replaceAll(/[\r\n]+/g, ' ').slice(0, MAX_REASON_LENGTH);
  const notes = headers();
  notes.set('Desk-Reason', reason);
  notes.set('Desk-Subject', message.subject);
  notes.set('Desk-Sequence', String(message.seq));
  await jetstream(link.connection()).publish(link.subjects.dead(kind), message.data, {
    headers: notes,
    // Once, although the process may die before the next line.
    msgID: `${kind}.${message.seq}.${message.timestamp}`,
    timeout: PUBLISH_TIMEOUT_MS,
  });
  message.term();
}
