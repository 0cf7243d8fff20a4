import { absentAsNull } from '@business-m/nats';
import { DiscardPolicy, type JetStreamManager, jetstream, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { type KV, Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';

export interface BucketOptions {
  bucket: string;
  /** Copies of each stream in a cluster. */
  replicas: number;
  /** Revisions of a document that the bucket itself keeps. */
  kept: number;
}

/** What a connection is used for. */
export interface Bucket {
  kv: KV;
  manager: JetStreamManager;
  /** Of the bucket: its newest revisions by document. */
  stream: string;
  /** Of all revisions, for ever. */
  mirror: string;
  /** Where a document's revisions go. */
  subject(name: string): string;
}

/** Opens the bucket and the mirror that keeps its whole history, and creates what is missing. */
export async function openBucket(connection: NatsConnection, { bucket, replicas, kept }: BucketOptions): Promise<Bucket> {
  const client = jetstream(connection);
  const kv = await new Kvm(client).create(bucket, {
    description: 'Documents of the desk’s manifest',
    history: kept,
    storage: StorageType.File,
    replicas,
    // Asked directly, any copy answers, also one that has not heard of the newest revision yet.
    allow_direct: false,
  });
  const manager = await client.jetstreamManager(false);
  const stream = `KV_${bucket}`;
  const mirror = `HISTORY_${bucket}`;
  if (!(await manager.streams.info(mirror).catch(absentAsNull))) {
    await manager.streams.add({
      name: mirror,
      description: `All revisions of the bucket ${bucket}`,
      mirror: { name: stream },
      retention: RetentionPolicy.Limits,
      discard: DiscardPolicy.New,
      storage: StorageType.File,
      num_replicas: replicas,
      deny_delete: true,
      deny_purge: true,
    });
  }
  return { kv, manager, stream, mirror, subject: (name) => `$KV.${bucket}.${name}` };
}
