import { absentAsNull } from '@business-m/nats';
import {
  DiscardPolicy,
  type JetStreamManager,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';
import type { NatsConnection } from '@nats-io/transport-node';
import type { NatsLink } from './nats-link.ts';

const DAY_MS = 86_400_000;
/** The outbox dispatches lost messages again, so a queue that nobody empties may drop them. */
const QUEUE_AGE_MS = 7 * DAY_MS;
const DEAD_AGE_MS = 30 * DAY_MS;
const QUEUE_MESSAGES = 1_000_000;
const DEAD_MESSAGES = 100_000;

export function streamConfigs({ settings, subjects }: Pick<NatsLink, 'settings' | 'subjects'>) {
  const common = {
    storage: StorageType.File,
    num_replicas: settings.replicas,
    duplicate_window: nanos(settings.duplicateWindowMs),
  };
  const queue = {
    ...common,
    retention: RetentionPolicy.Workqueue,
    // A full queue refuses, and the outbox keeps the message; it never loses one to make room.
    discard: DiscardPolicy.New,
    max_age: nanos(QUEUE_AGE_MS),
    max_msgs: QUEUE_MESSAGES,
  };
  const dead = {
    ...common,
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.Old,
    max_age: nanos(DEAD_AGE_MS),
    max_msgs: DEAD_MESSAGES,
  };
  const { streams } = subjects;
  return [
    // A message that its sender sends again while it still lies here unread is not stored twice.
    { ...queue, ...streams.commands, max_msgs_per_subject: 1, discard_new_per_subject: true },
    { ...queue, ...streams.outcomes },
    { ...dead, ...streams.dead },
  ] satisfies Partial<StreamConfig>[];
}

const ensured = new WeakMap<NatsConnection, Promise<JetStreamManager>>();

/** Creates the streams that are missing and brings the others to their configuration, once a connection. @throws what the server objects to. */
export function ensureStreams(link: NatsLink): Promise<JetStreamManager> {
  const connection = link.connection();
  const known = ensured.get(connection);
  if (known) return known;
  const work = bringAbout(link, connection);
  ensured.set(connection, work);
  work.then(
    () => link.report(null),
    (error: unknown) => {
      ensured.delete(connection);
      link.report(`JetStream: ${error instanceof Error ? error.message : error}`);
    },
  );
  return work;
}

/** How many messages and outcomes lie on the server, and in which streams. @throws `Unavailable` while there is no connection */
export async function countMessagesUnderWay(link: NatsLink): Promise<{ messages: number; where: string }> {
  const manager = await ensureStreams(link);
  const { commands, outcomes } = link.subjects.streams;
  const names = [commands.name, outcomes.name];
  const found = await Promise.all(names.map((name) => manager.streams.info(name)));
  return { messages: found.reduce((sum, { state }) => sum + state.messages, 0), where: names.join(', ') };
}

/** A stream was found missing: the next `ensureStreams` looks again. */
export function forgetStreams(link: NatsLink): void {
  try {
    ensured.delete(link.connection());
  } catch {
    // Nothing is known of a connection that is not there.
  }
}

async function bringAbout(link: NatsLink, connection: NatsConnection): Promise<JetStreamManager> {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  for (const config of streamConfigs(link)) {
    const found = await manager.streams.info(config.name).catch(absentAsNull);
    if (!found) await manager.streams.add(config);
    else if (differs(config, found.config)) await manager.streams.update(config.name, config);
  }
  return manager;
}

/** Only what we set is compared; the server fills in the rest. */
export function differs(wanted: object, found: object): boolean {
  return Object.entries(wanted).some(([key, value]) => JSON.stringify(value) !== JSON.stringify((found as Record<string, unknown>)[key]));
}
