import type { NatsServer } from '@business-m/stack/backing';
import { StorageType } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { connect } from '@nats-io/transport-node';

/** The peer: a bare put into a NATS bucket, seen by as many watchers on connections of their own. Nothing is parsed, checked or served. */
export async function openBareWatch(count: number, { port, user, password }: NatsServer) {
  const open = () => connect({ servers: `127.0.0.1:${port}`, user, pass: password });
  const writer = await open();
  const bucket = await new Kvm(writer).create('bare', { history: 64, storage: StorageType.File });
  const readers = await Promise.all(Array.from({ length: count }, open));
  const seen = readers.map(() => 0);
  let look = () => {};
  for (const [index, reader] of readers.entries()) {
    const watch = await (await new Kvm(reader).open('bare')).watch();
    void (async () => {
      for await (const { revision } of watch) {
        seen[index] = revision;
        look();
      }
    })();
  }
  return {
    /** Settles when all watchers have it. */
    async put(text: string): Promise<void> {
      const revision = await bucket.put('prod', text);
      await new Promise<void>((resolve) => {
        look = () => seen.every((number) => number >= revision) && resolve();
        look();
      });
    },
    async close() {
      await Promise.all([writer, ...readers].map((connection) => connection.close()));
    },
  };
}
