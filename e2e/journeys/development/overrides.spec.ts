import { expect, test } from '../../fixtures/desk-test.ts';
import { type DevServer, startDevServer } from '../../fixtures/dev-server.ts';
import { OverridePage } from '../../pages/override-page.ts';
import { UnavailableScreen } from '../../pages/unavailable-screen.ts';

const people = {
  'remote.ts': `
export const exposes = { './staff': './src/staff.tsx' };
export const declaration = {
  title: 'People',
  nav: [{ title: 'Staff', path: 'staff' }],
  routes: [{ path: 'staff', expose: './staff', title: 'Staff' }],
  permissions: ['nobody-has-this'],
};`,
  'vite.config.ts': `
import { remoteConfig } from '../../vite.config.base.ts';
import { declaration, exposes } from './remote.ts';
export default remoteConfig({ root: import.meta.dirname, scope: 'people', declaration, exposes });`,
  'src/staff.tsx': `
import { Page, PageHeader } from '@business-m/ui';
export default function Staff() {
  return <Page><PageHeader title="Staff" /></Page>;
}`,
};

let server: DevServer;
test.beforeAll(async ({ stack }) => {
  server = await startDevServer('wms', stack.desk, people);
});
test.afterAll(() => server.close());

test('a remote that nobody has published appears in one browser, and is gone when its time is over', async ({
  page,
  desk,
  stack,
  browser,
}) => {
  const override = new OverridePage(page);
  await page.clock.install();
  await override.allow(server.link);
  await expect(desk.title('Staff')).toBeVisible();
  await expect(page).toHaveURL(/\/people\/staff$/);
  await expect(desk.section('People').getByRole('link', { name: 'Staff' })).toBeVisible();

  await test.step('nobody else has it', async () => {
    const context = await browser.newContext({ storageState: await page.context().storageState() });
    await context.clearCookies({ name: 'desk-overrides' });
    const other = await context.newPage();
    await other.goto(`${stack.desk}/people/staff`);
    await expect(other.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
    await context.close();
  });

  await expect(override.banner).toContainText('60 min left');
  await page.clock.fastForward('10:00');
  await expect(override.banner).toContainText(/(49|50) min left/);
  // The gateway’s clock cannot be turned: there, it is over because it is no longer allowed.
  await stack.manifest.edit(({ policy }) => {
    delete policy?.overrides;
  });
  await page.clock.fastForward('51:00');
  await expect(desk.title('There is no such page')).toBeVisible();
  await expect(override.banner).toHaveCount(0);
});

test.describe('without the role', () => {
  test.use({ user: 'accounts' });

  test('it is refused, with the reason, and nothing changes', async ({ page, desk, consoleGuard }) => {
    consoleGuard.expect(/status of 403/);
    const override = new OverridePage(page);
    await override.ask(server.link);
    await expect(override.refusal).toContainText('needs one of the roles developer');
    await desk.openScreen('/finance', 'Finance');
    await expect(override.banner).toHaveCount(0);
  });
});

test('an address that the environment does not list is refused', async ({ page, stack, consoleGuard }) => {
  consoleGuard.expect(/status of 4\d\d/);
  await stack.manifest.edit(({ policy }) => {
    if (policy?.overrides) policy.overrides.origins = ['https://previews.example.com'];
  });
  const override = new OverridePage(page);
  await override.ask(server.link);
  await expect(override.refusal).toContainText('Remotes may be taken from https://previews.example.com');
});

test('a dev server that stops is said so; the rest of the desk works; started again, so does its remote', { tag: '@long' }, async ({
  page,
  desk,
  consoleGuard,
}) => {
  // The dead server, as the browser itself complains of it.
  consoleGuard.allow(/ERR_CONNECTION_REFUSED|WebSocket|\[vite\]|\[desk\] people/);
  const override = new OverridePage(page);
  const unavailable = new UnavailableScreen(page);
  await override.allow(server.link);
  await expect(desk.title('Staff')).toBeVisible();

  await test.step('while its screen is open', async () => {
    expect(await server.interrupt()).toBe(130);
    await expect(override.banner).toContainText('Its dev server has stopped.');
  });
  await test.step('on a page that begins without it', async () => {
    await desk.open('/people/staff');
    await expect(override.banner).toContainText('does not answer');
    await unavailable.expectSays(/does not answer/);
    await desk.follow('Warehouse', 'Items');
    await expect(desk.grid('Items').row('BRK-PAD-01')).toBeVisible();
  });
  await test.step('when it is back', async () => {
    await desk.open('/people/staff');
    await expect(unavailable.retry).toBeVisible();
    await server.restart();
    await unavailable.retry.click();
    await expect(desk.title('Staff')).toBeVisible();
    await server.save('src/staff.tsx', people['src/staff.tsx'].replace('title="Staff"', 'title="All staff"'));
    await expect(desk.title('All staff')).toBeVisible();
  });
  await override.reset('People');
});
