import type { DeskStack } from '../../fixtures/desk-stack.ts';
import { expect, type Page, test } from '../../fixtures/desk-test.ts';
import { publishAgain } from '../../fixtures/probe-releases.ts';
import { resolvedRemote } from '../../fixtures/releases.ts';
import { UnavailableScreen } from '../../pages/unavailable-screen.ts';
import { UpdateBar } from '../../pages/update-bar.ts';

const release = (stack: DeskStack, scope: string, id: string) =>
  stack.manifest.edit(({ remotes }) => {
    if (remotes[scope]) remotes[scope].releases = { stable: id };
  });

/** The releases of a remote of which this page has run something. */
const loadedReleases = (page: Page, scope: string) =>
  page.evaluate(
    (path) => [
      ...new Set(
        performance
          .getEntriesByType('resource')
          .flatMap(({ name }) => new RegExp(`/${path}/([^/]+)/remoteEntry\\.js$`).exec(new URL(name).pathname)?.[1] ?? []),
      ),
    ],
    scope,
  );

/** The desk listens once its first screen has had the network to itself. */
const listening = (page: Page) => page.waitForRequest((request) => request.url().includes('/api/gateway/events'));

test('an open desk with a half-typed form is told of a release, keeps the form, and updates after it is saved', async ({
  page,
  desk,
  stack,
  api,
  secondDesk,
}) => {
  const { release: before, version } = await resolvedRemote(api, 'finance');
  await release(stack, 'finance', before);
  const connected = listening(page);
  await desk.openScreen('/finance/customers/new', 'New customer');
  const form = desk.form();
  await form.field('Name').fill('Half typed & Co');
  await connected;

  const after = await publishAgain(stack.cdnFolder, 'finance', '7.1.0');
  await release(stack, 'finance', after);
  const bar = new UpdateBar(page);
  await expect(bar.status).toContainText(`Finance ${version} → 7.1.0. It waits until you have saved`);
  await expect(bar.update).toHaveCount(0);
  await expect(form.field('Name')).toHaveValue('Half typed & Co');
  await expect(form.field('Name')).toBeFocused();

  await test.step('a new tab has the newest release, and nothing to be told', async () => {
    const other = await secondDesk();
    await other.openScreen('/finance/customers', 'Customers');
    expect(await loadedReleases(other.page, 'finance')).toEqual([after]);
    await other.page.close();
  });

  await form.save.click();
  const id = await form.id();
  await expect(bar.status).toHaveText(`A new version is ready: Finance ${version} → 7.1.0`);
  await bar.whatChanged.press('Enter');
  await expect(bar.whatChanged).toHaveAttribute('aria-expanded', 'true');
  expect(await loadedReleases(page, 'finance')).toEqual([before]);

  await bar.update.press('Enter');
  await expect(bar.status).toBeEmpty();
  await expect(form.field('Name')).toHaveValue('Half typed & Co');
  await expect(page).toHaveURL(new RegExp(`/finance/customers/${id}$`));
  expect(await loadedReleases(page, 'finance')).toEqual([before, after]);

  await test.step('the set that was taken survives going elsewhere', async () => {
    await desk.follow('Finance', 'Suppliers');
    await expect(desk.title('Suppliers')).toBeVisible();
    await expect(bar.status).toBeEmpty();
  });

  await test.step('a release that is taken back is offered too', async () => {
    await release(stack, 'finance', before);
    await expect(bar.status).toHaveText(`A new version is ready: Finance 7.1.0 → ${version}, taken back`);
    await bar.update.click();
    await expect(bar.status).toBeEmpty();
    await expect(desk.title('Suppliers')).toBeVisible();
    await desk.follow('Finance', 'Customers');
    await expect(desk.grid('Customers').row('Alpine Cycles')).toBeVisible();
  });
});

test('a remote that is switched off while it is open says so and stays, until the user takes the new set', async ({
  page,
  desk,
  stack,
}) => {
  const connected = listening(page);
  await desk.openScreen('/wms/items', 'Items');
  await connected;
  await stack.manifest.edit(({ remotes }) => {
    if (remotes.wms) Object.assign(remotes.wms, { enabled: false, message: 'Counting the stock until noon' });
  });
  const bar = new UpdateBar(page);
  await expect(bar.status).toHaveText('Warehouse has been switched off: Counting the stock until noon');
  await expect(desk.grid('Items').row('BRK-PAD-01')).toBeVisible();
  await bar.later.click();
  await expect(bar.status).toBeEmpty();
  await bar.region.getByRole('button', { name: 'New version' }).click();
  await bar.update.click();
  await expect(desk.title('Warehouse is switched off')).toBeVisible();
  await expect(desk.main).toContainText('Counting the stock until noon');
});

test('two tabs share one connection, and both are told', { tag: '@long' }, async ({ page, desk, stack, context, secondDesk }) => {
  const connections: string[] = [];
  context.on('request', (request) => request.url().includes('/api/gateway/events') && connections.push(request.url()));
  const connected = listening(page);
  await desk.openScreen('/wms/items', 'Items');
  await connected;
  const other = await secondDesk();
  await other.openScreen('/wms/items', 'Items');
  // It has the live part, so it has asked for its turn.
  await expect(other.page.getByRole('region', { name: 'New version' })).toBeAttached();
  await release(stack, 'wms', await publishAgain(stack.cdnFolder, 'wms', '7.1.0'));
  await expect(new UpdateBar(page).status).toContainText('→ 7.1.0');
  await expect(new UpdateBar(other.page).status).toContainText('→ 7.1.0');
  expect(connections).toHaveLength(1);

  await test.step('when the tab that listens is closed, the other one takes over', async () => {
    const takenOver = listening(other.page);
    await page.close();
    await takenOver;
  });
});

test('an old tab whose release is gone from the CDN is offered the one that is there', async ({ page, desk, stack, api, consoleGuard }) => {
  consoleGuard.allow(/status of 404/, /\[desk\] finance/, /Failed to fetch/);
  const { release: before } = await resolvedRemote(api, 'finance');
  await release(stack, 'finance', before);
  const connected = listening(page);
  await desk.openScreen('/wms/items', 'Items');
  await connected;
  const after = await publishAgain(stack.cdnFolder, 'finance', '7.2.0');
  await release(stack, 'finance', after);
  const bar = new UpdateBar(page);
  await expect(bar.status).toContainText('→ 7.2.0');

  await test.step('while the old release is on the CDN, its screens work', async () => {
    await desk.follow('Finance', 'Customers');
    await expect(desk.grid('Customers').row('Alpine Cycles')).toBeVisible();
    expect(await loadedReleases(page, 'finance')).toEqual([before]);
  });

  stack.cdn.break(new RegExp(`^/finance/${RegExp.escape(before)}/`), { kind: 'missing' });
  const told = page.waitForRequest((request) => request.url().endsWith('/api/gateway/telemetry'));
  await desk.follow('Finance', 'Trial balance');
  const { alert } = new UnavailableScreen(page);
  await expect(alert).toContainText('→ 7.2.0');
  await told;
  await alert.getByRole('button', { name: 'Update now' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Total' })).toBeVisible();
});
