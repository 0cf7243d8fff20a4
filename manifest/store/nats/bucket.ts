import { absentAsNull } from '@business-m/nats';
import { DiscardPolicy, jetstream, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';

/** `replicas`: copies of each stream in a cluster. `kept`: revisions of a document that the bucket itself keeps. */
interface BucketOptions {
  bucket: string;
  replicas: number;
  kept: number;
}

export type Bucket = Awaited<ReturnType<typeof openBucket>>;

/** Opens the bucket (`stream`) and the `mirror` that keeps all revisions, creating what is missing. `subject`: of a document. */
export async function openBucket(connection: NatsConnection, { bucket, replicas, kept }: BucketOptions) {
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
  return { kv, manager, stream, mirror, subject: (name: string) => `$KV.${bucket}.${name}` };
}
