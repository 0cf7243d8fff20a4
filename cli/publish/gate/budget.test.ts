import { randomBytes } from 'node:crypto';
import type { GateFleet } from '@business-m/contract/admin';
import { expect, test } from 'vitest';
import { candidate, faults, fleet, shop } from '../testing/candidate.ts';
import { checkBudget } from './budget.ts';

/** What is wrong with a release of one screen whose files take so many bytes on their way. */
async function faultsOf(bytes: number, policy?: object): Promise<string[]> {
  const { remote } = await candidate();
  const transferBytes = new Map([[remote.remoteEntry, bytes]]);
  return checkBudget({ remote, transferBytes, files: new Map() }, { policy } as unknown as GateFleet).map(
    ({ path, message, breaks }) => `${breaks?.scope} ${path}: ${message}`,
  );
}

const screen =
  'shop exposes../items: a screen of it takes 2.0 kB, brotli-compressed; the budget is 2 kB: load later, by import(), what it does not need at once, or let ops allow it: npx desk budget shop --screen 3 --reason "…"';
const release =
  'shop files: the release has 2.0 kB, brotli-compressed; the budget is 2 kB: leave out what no screen loads, or let ops allow it: npx desk budget shop --release 3 --reason "…"';

test.each([
  ['exactly the budget of a screen', 2_000, { budget: { screenKb: 2, releaseKb: 100 } }, []],
  ['a byte more than that', 2_001, { budget: { screenKb: 2, releaseKb: 100 } }, [screen]],
  ['exactly the budget of a release', 2_000, { budget: { screenKb: 100, releaseKb: 2 } }, []],
  ['a byte more than that', 2_001, { budget: { screenKb: 100, releaseKb: 2 } }, [release]],
  ['a byte more than its own budget', 2_001, { budget: { screenKb: 1, releaseKb: 100, remotes: { shop: { screenKb: 2 } } } }, [screen]],
  ['exactly its own budget', 2_000, { budget: { screenKb: 1, remotes: { shop: { screenKb: 2 } } } }, []],
  ['a byte more than what another remote may', 2_001, { budget: { releaseKb: 2, remotes: { other: { releaseKb: 9 } } } }, [release]],
  ['an environment that says nothing of it', 120_000, undefined, []],
])('%s: %i bytes', async (_, bytes, policy, faults) => {
  expect(new Set(await faultsOf(bytes, policy))).toEqual(new Set(faults));
});

/** Text that brotli makes hardly smaller than so many bytes. */
const noise = (bytes: number) =>
  `// ${randomBytes(bytes)
    .toString('latin1')
    .replaceAll(/[\r\n\u2028\u2029]/g, ' ')}`;
const budget = (screenKb: number, releaseKb: number) => fleet({ policy: { budget: { screenKb, releaseKb } } });

test('screen-too-large: counts entry, module and styles, not unused files', async () => {
  const files = { 'items.js': noise(3_000), 'lazy.js': noise(9_000) };
  expect(await faults({ files }, budget(2, 100))).toEqual([
    {
      code: 'screen-too-large',
      path: 'exposes../items',
      message: expect.stringMatching(/^a screen of it takes \d\.\d kB, brotli-compressed; the budget is 2 kB: /),
      breaks: shop,
    },
  ]);
  expect(await faults({ files }, budget(8, 100))).toEqual([]);
});

test('screen-too-large: counts imported modules that remote.json does not list', async () => {
  const files = {
    'items.js': 'import "./a.js"; import("./lazy.js")',
    'a.js': 'import "./b.js"',
    'b.js': `import "./a.js"; ${noise(3_000)}`,
  };
  expect(await faults({ files: { ...files, 'lazy.js': noise(9_000) } }, budget(2, 100))).toMatchObject([{ code: 'screen-too-large' }]);
  expect(await faults({ files: { ...files, 'lazy.js': noise(9_000) } }, budget(8, 100))).toEqual([]);
});

test('release-too-large', async () => {
  const files = { 'lazy.js': noise(9_000) };
  expect(await faults({ files }, budget(2, 9))).toEqual([
    {
      code: 'release-too-large',
      path: 'files',
      message: expect.stringMatching(/^the release has \d+\.\d kB, brotli-compressed; the budget is 9 kB: /),
      breaks: shop,
    },
  ]);
  expect(await faults({ files }, budget(2, 100))).toEqual([]);
});
