import { onTestFinished } from 'vitest';
import { healthCountsContract } from './contract/health-counts-contract.ts';
import { createMemoryCounts } from './memory-counts.ts';

healthCountsContract(async () => {
  let now = Date.parse('2026-03-01T08:00:00Z');
  const counts = createMemoryCounts({ secret: 'secret', now: () => now });
  onTestFinished(() => counts.close());
  return {
    open: () => counts,
    now: () => now,
    pass(ms) {
      now += ms;
    },
  };
});
