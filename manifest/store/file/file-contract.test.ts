import { onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../../testing/index.ts';
import { closeAfterwards, testRevisionStore } from '../contract/revision-store-contract.ts';
import { openFileRevisions } from './file-revisions.ts';

testRevisionStore(
  async () => {
    const folder = await temporaryFolder(onTestFinished);
    return async () =>
      closeAfterwards(
        await openFileRevisions({ folder, check: async () => {}, log: { warn: vi.fn() }, watch: { quietMs: 20, pollMs: 1_000 } }),
      );
  },
  // Each waits for the disk; the thousand is asked of the store that several gateways share.
  { turnMs: 8, writers: 200 },
);
