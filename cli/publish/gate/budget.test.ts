import type { GateFleet } from '@business-m/contract/admin';
import { expect, test } from 'vitest';
import { candidate } from '../testing/candidate.ts';
import { checkBudget } from './budget.ts';

/** A release of one screen whose files take so many bytes on their way. */
async function codesFor(bytes: number, budget: { screenKb: number; releaseKb: number }): Promise<string[]> {
  const { remote } = await candidate();
  const transferBytes = new Map([[remote.remoteEntry, bytes]]);
  const fleet = { policy: { budget } } as unknown as GateFleet;
  return checkBudget({ remote, transferBytes, files: new Map() }, fleet).map(({ code }) => code);
}

test.each([
  ['exactly the budget of a screen', 2_000, { screenKb: 2, releaseKb: 100 }, []],
  ['a byte more than that', 2_001, { screenKb: 2, releaseKb: 100 }, ['screen-too-large']],
  ['exactly the budget of a release', 2_000, { screenKb: 100, releaseKb: 2 }, []],
  ['a byte more than that', 2_001, { screenKb: 100, releaseKb: 2 }, ['release-too-large']],
])('%s: %i bytes', async (_, bytes, budget, codes) => {
  expect(new Set(await codesFor(bytes, budget))).toEqual(new Set(codes));
});
