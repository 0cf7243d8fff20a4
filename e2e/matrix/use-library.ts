import { openTarget, publishRelease } from '@business-m/cli/publish';
import type { GateFleet } from '@business-m/contract/admin';
import type { DeskApi } from '../fixtures/desk-api.ts';
import type { DeskStack } from '../fixtures/desk-stack.ts';
import { expect, test } from '../fixtures/desk-test.ts';
import { serveRemote } from '../fixtures/dev-server.ts';
import { type LibraryRemote, makeLibraryRemote } from '../fixtures/library-remote.ts';
import { OverridePage } from '../pages/override-page.ts';
import { changesOf, watchSurroundings } from '../pages/surroundings.ts';
import type { LibraryCase } from './library-case.ts';

/** Of a page that other hosts are asked for: Playwright answers, and the page's policy decides whether it is asked. */
const tile = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** Two tests: the library at work in a release that the gate let pass, and from a dev server. */
export function describeLibrary(library: LibraryCase): void {
  const { name, says = [], work } = library;
  test.describe(name, () => {
    test.describe.configure({ mode: 'default' });
    let remote: LibraryRemote;
    test.beforeAll(async () => {
      remote = await makeLibraryRemote(name, { 'remote.ts': remoteTs(library) });
    });
    test.afterAll(() => remote?.remove());
    test.beforeEach(async ({ stack, context, consoleGuard }) => {
      consoleGuard.allow(...says);
      await context.route(/^https:\/\/tiles\.example\.com\//, (route) => route.fulfill({ contentType: 'image/png', body: tile }));
      await stack.manifest.edit((desired) => {
        desired.policy = { ...desired.policy, consent: { [name]: [...(library.needs ?? [])] } };
      });
    });

    test('release', async ({ desk, stack, api }) => {
      await publish(library, await remote.build(), stack, api);
      await desk.openScreen('/finance/customers', 'Customers');
      await expect(desk.grid('Customers').row('Alpine Cycles')).toBeVisible();
      await watchSurroundings(desk);
      await desk.follow(name, 'Screen');
      await expect(desk.title(name)).toBeVisible();
      await work(desk);
      await expect.poll(() => changesOf(desk), 'what it did to the desk').toEqual([]);
      await desk.page.evaluate(() => history.back());
      await expect(desk.grid('Customers').row('Alpine Cycles')).toBeVisible();
      expect(await changesOf(desk), 'what it left behind').toEqual([]);
    });

    test('development', async ({ page, desk, stack }) => {
      const server = await serveRemote(remote.folder, stack.desk, { remove: async () => {} });
      try {
        await new OverridePage(page).allow(server.link);
        await expect(desk.title(name)).toBeVisible();
        await work(desk);
      } finally {
        await server.close();
      }
    });
  });
}

const remoteTs = ({ name, needs = [] }: LibraryCase) => `
export const exposes = { './screen': './src/screen.tsx' };
export const declaration = ${JSON.stringify({
  title: name,
  nav: [{ title: 'Screen', path: '' }],
  routes: [{ path: '', expose: './screen', title: name }],
  permissions: [],
  needs,
})};`;

/** As ops and the team would: refused where the budget is too small, then with a budget that is not. */
async function publish({ name, screenKb }: LibraryCase, dist: string, stack: DeskStack, api: DeskApi): Promise<void> {
  const target = await openTarget(stack.cdnFolder);
  const attempt = async () =>
    publishRelease({ dist, target, gate: await api.get<GateFleet>('/api/gateway/admin/gate'), sameVersion: 'allow' });
  if (screenKb) {
    await expect(attempt(), 'the budget of the environment').rejects.toMatchObject({ code: 'screen-too-large' });
    await stack.manifest.edit((desired) => {
      desired.policy = { ...desired.policy, budget: { remotes: { [name]: { screenKb, releaseKb: 10_000 } } } };
    });
  }
  await attempt();
  await stack.manifest.edit((desired) => {
    desired.remotes[name] = { title: name, team: 'Tests', enabled: true, releases: { stable: 'latest' } };
  });
}
