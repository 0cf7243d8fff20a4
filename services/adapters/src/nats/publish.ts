import { isNoResponders, natsReason } from '@business-m/nats';
import { Unavailable } from '@business-m/protocols';
import { JetStreamApiError, jetstream } from '@nats-io/jetstream';
import type { NatsLink } from './nats-link.ts';
import { ensureStreams, forgetStreams } from './streams.ts';

const PUBLISH_TIMEOUT_MS = 5_000;
const NOT_STORED = 'JetStream did not store the message';

/** Stores a frame in a stream, once an id within the duplicate window. @throws `Unavailable` */
export async function publish(link: NatsLink, subject: string, frame: string, id: string): Promise<void> {
  try {
    await store(link, subject, frame, id).catch((error: unknown) => {
      // No stream takes the subject: it was deleted, or the server lost its disk.
      if (!isNoResponders(error)) throw error;
      forgetStreams(link);
      return store(link, subject, frame, id);
    });
    if (link.status().lastError?.startsWith(NOT_STORED)) link.report(null);
  } catch (error) {
    // It is stored already. The server has one code for every limit of a stream; only its words tell them apart.
    if (error instanceof JetStreamApiError && error.message.includes('per subject')) return;
    if (error instanceof Unavailable) throw error;
    const problem = `${NOT_STORED}: ${natsReason(error)}`;
    link.report(problem);
    throw new Unavailable(problem, { cause: error });
  }
}

async function store(link: NatsLink, subject: string, frame: string, id: string): Promise<void> {
  await ensureStreams(link);
  await jetstream(link.connection()).publish(subject, frame, { msgID: id, timeout: PUBLISH_TIMEOUT_MS });
}
