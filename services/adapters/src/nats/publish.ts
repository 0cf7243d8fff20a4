import { Unavailable } from '@business-m/protocols';
import { jetstream } from '@nats-io/jetstream';
import type { NatsLink } from './nats-link.ts';
import { ensureStreams, forgetStreams } from './streams.ts';

const PUBLISH_TIMEOUT_MS = 5_000;

/** Stores a frame in a stream: resolves once the server has it. A second publish with the same id within the duplicate window is none. */
export async function publish(link: NatsLink, subject: string, frame: string, id: string): Promise<void> {
  try {
    await ensureStreams(link);
    await attempt(link, subject, frame, id);
  } catch (first) {
    // Perhaps the streams are gone: then there is nobody who takes it.
    try {
      forgetStreams(link);
      await ensureStreams(link);
      await attempt(link, subject, frame, id);
    } catch (error) {
      if (error instanceof Unavailable) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new Unavailable(`JetStream did not store the message: ${reason}`, { cause: first });
    }
  }
}

async function attempt(link: NatsLink, subject: string, frame: string, id: string): Promise<void> {
  await jetstream(link.connection()).publish(subject, frame, { msgID: id, timeout: PUBLISH_TIMEOUT_MS });
}
