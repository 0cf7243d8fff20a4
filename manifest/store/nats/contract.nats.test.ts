import { randomUUID } from 'node:crypto';
import { inject, vi } from 'vitest';
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
