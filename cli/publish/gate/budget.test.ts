import type { GateFleet } from '@business-m/contract/admin';
import { expect, test } from 'vitest';
import { candidate } from '../testing/candidate.ts';
import { checkBudget } from './budget.ts';

/** What is wrong with a release of one screen whose files take so many bytes on their way. */
async function faultsOf(bytes: number, policy?: object): Promise<string[]> {
  const { remote } = await candidate();
  const transferBytes = new Map([[remote.remoteEntry, bytes]]);
  return checkBudget({ remote, transferBytes, files: new Map() }, { policy } as unknown as GateFleet).map(
    ({ path, message, breaks }) => `${breaks?.scope} ${path}: ${message}`,
  );
}

const screen = 'shop exposes../items: a screen of it takes 2.0 kB, brotli-compressed; the budget is 2 kB';
const release = 'shop files: the release has 2.0 kB, brotli-compressed; the budget is 2 kB';

test.each([
  ['exactly the budget of a screen', 2_000, { budget: { screenKb: 2, releaseKb: 100 } }, []],
  ['a byte more than that', 2_001, { budget: { screenKb: 2, releaseKb: 100 } }, [screen]],
  ['exactly the budget of a release', 2_000, { budget: { screenKb: 100, releaseKb: 2 } }, []],
  ['a byte more than that', 2_001, { budget: { screenKb: 100, releaseKb: 2 } }, [release]],
  ['an environment that says nothing of it', 120_000, undefined, []],
])('%s: %i bytes', async (_, bytes, policy, faults) => {
  expect(new Set(await faultsOf(bytes, policy))).toEqual(new Set(faults));
});
