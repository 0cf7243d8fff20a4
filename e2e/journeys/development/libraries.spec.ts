import { readFileSync } from 'node:fs';
import { openTarget, publishRelease } from '@business-m/cli/publish';
import type { GateFleet } from '@business-m/contract/admin';
import { expect, test } from '../../fixtures/desk-test.ts';
import { serveRemote } from '../../fixtures/dev-server.ts';
import { type LibraryRemote, makeLibraryRemote } from '../../fixtures/library-remote.ts';
import { desiredProbe, publishProbe } from '../../fixtures/probe-releases.ts';
import { cases } from '../../matrix/cases.ts';
import { pageFile, writePage } from '../../matrix/page.ts';
import { describeLibrary } from '../../matrix/use-library.ts';
import type { Desk } from '../../pages/desk.ts';
import { OverridePage } from '../../pages/override-page.ts';

let remote: LibraryRemote;
test.beforeAll(async () => {
  remote = await makeLibraryRemote('lab');
});
test.afterAll(() => remote.remove());

/** Every way to reach React found the desk's one: hooks work, and contexts of the desk are seen. */
async function expectAllAtWork(desk: Desk): Promise<void> {
  await expect(desk.title('Libraries')).toBeVisible();
  const fact = (name: string) => desk.main.getByRole('status', { name, exact: true });
  await expect(fact('swr')).toHaveText('fetched by swr');
  await expect(fact('external store')).toHaveText('external store selected');
  await expect(fact('persisted query')).toHaveText('persisted query');
  await expect(fact('compiled')).toHaveText('by the compiler');
  await expect(fact('island')).toHaveText('island 1');
  await expect(fact('reexport')).toHaveText('function 1');
  await expect(fact('development jsx')).toHaveText('drawn');
  await expect(fact('old names')).toHaveText('undefined undefined');
  await desk.button('redux 0').click();
  await expect(fact('redux')).toHaveText('redux 1');
  await desk.button('Show what comes later').click();
  await expect(fact('later')).toHaveText('later and inner 1');
  await expect(desk.main.getByRole('region', { name: 'chart' }).locator('svg path.recharts-line-curve')).toBeVisible();
}

test('libraries find the desk’s React, however they reach for it, in a release', async ({ desk, stack, api }) => {
  const gate = await api.get<GateFleet>('/api/gateway/admin/gate');
  await publishRelease({ dist: await remote.build(), target: await openTarget(stack.cdnFolder), gate, sameVersion: 'allow' });
  await stack.manifest.edit(({ remotes }) => {
    remotes.lab = { title: 'Lab', team: 'Tests', enabled: true, releases: { stable: 'latest' } };
  });
  await desk.open('/lab/libraries');
  await expectAllAtWork(desk);
});

/** A screen as the builds for host API 1.4 made it: it asks the share scope. */
const askingScreen = `
const shared = async (name) => {
  const [it] = Object.values(globalThis.__federation_shared__.default[name]);
  const module = await (await it.get())();
  return module.default ? { ...module.default, ...module } : module;
};
const { createElement, useState } = await shared('react');
const { useUser } = await shared('@business-m/sdk');
const { Button } = await shared('@business-m/ui');
export default function Asking() {
  const [count, setCount] = useState(0);
  return createElement(Button, { onPress: () => setCount(count + 1) }, useUser().email + ' ' + count);
}`;

test('a release that was built before the import map takes what is shared from the share scope', async ({ desk, stack }) => {
  await publishProbe(stack.cdnFolder, {
    files: {
      'asking.js': () => askingScreen,
      'remoteEntry.js': (text) => text.replace(/__federation_expose_Counter-[\w-]+\.js/, 'asking.js'),
    },
    declare(remote) {
      remote.exposes['./counter'] = { js: ['asking.js'], css: [] };
      remote.requires.hostApi = '^1.4.0';
    },
  });
  await stack.manifest.edit(({ remotes }) => {
    remotes.probe = desiredProbe();
  });
  await desk.open('/probe/counter');
  await desk.button('demo@example.com 0').click();
  await expect(desk.button('demo@example.com 1')).toBeVisible();
});

test('and from a dev server', async ({ page, desk, stack }) => {
  const server = await serveRemote(remote.folder, stack.desk, { remove: async () => {} });
  await new OverridePage(page).allow(server.link);
  await expectAllAtWork(desk);
  await server.close();
});

test('the page of libraries says what the matrix expects', () => {
  expect(readFileSync(pageFile, 'utf8')).toBe(writePage(() => undefined));
});

/** One of the matrix, whichever the seed draws; the large ones take longer than all of this file. */
const small = cases.filter(({ screenKb }) => screenKb === undefined);
const drawn = small[Number(process.env.DESK_TEST_SEED ?? 1) % small.length];
if (drawn && process.env.DESK_TEST_WHOLE !== '1') describeLibrary(drawn);
