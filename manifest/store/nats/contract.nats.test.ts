import { randomUUID } from 'node:crypto';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { closeAfterwards, testRevisionStore } from '../contract/revision-store-contract.ts';
import { openNatsRevisions } from './nats-revisions.ts';

testRevisionStore(
  async () => {
    const bucket = `test-${randomUUID()}`;
    return async () => {
      const store = closeAfterwards(
        openNatsRevisions({ servers: [inject('natsUrl')], bucket, kept: 64, log: { info: vi.fn(), warn: vi.fn() } }),
      );
      await store.names();
      return store;
    };
  },
  { turnMs: 8, writers: 1_000 },
);

test('the bucket itself keeps thousands of revisions, for a mirror that lags after a crash', async () => {
  const [bucket, servers] = [`test-${randomUUID()}`, [inject('natsUrl')]];
  await closeAfterwards(openNatsRevisions({ servers, bucket, log: { info: vi.fn(), warn: vi.fn() } })).names();
  const connection = await connect({ servers });
  onTestFinished(() => connection.close());
  const { config } = await (await jetstreamManager(connection)).streams.info(`KV_${bucket}`);
  expect(config.max_msgs_per_subject).toBeGreaterThanOrEqual(10_000);
});
