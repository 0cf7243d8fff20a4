import type { Fleet } from '@business-m/contract/admin';
import type { DeskStack } from '../../fixtures/desk-stack.ts';
import { expect, test } from '../../fixtures/desk-test.ts';
import { publishAgain } from '../../fixtures/probe-releases.ts';
import { resolvedRemote } from '../../fixtures/releases.ts';
import { PlatformRemote } from '../../pages/platform-remote.ts';

test.use({ user: 'ops' });

/** Everybody has `release` of a remote, whatever is published after it. */
const pin = (stack: DeskStack, scope: string, release: string) =>
  stack.manifest.edit(({ remotes }) => {
    if (remotes[scope]) remotes[scope].releases = { stable: release };
  });

test('a version goes to a share of the users, to more of them, and is halted for a reason', async ({ page, stack, api }) => {
  const { release: before } = await resolvedRemote(api, 'platform');
  await pin(stack, 'platform', before);
  const after = await publishAgain(stack.cdnFolder, 'platform', '8.1.0');
  const releases = async () => {
    const { remotes } = await api.get<Fleet>('/api/gateway/admin/fleet?scope=platform');
    return remotes[0]?.remote.releases;
  };
  const remote = new PlatformRemote(page, 'platform');
  await remote.open('Platform');

  const first = await remote.release('8.1.0');
  await first.share.fill('5.25');
  await expect(first.differences).toContainText('8.1.0 at 5.25%');
  expect(await releases(), 'a preview changes nothing').toEqual({ stable: before });
  await first.confirm('Release to 5.25%', 'Try it with a few');
  await expect(remote.version('8.1.0')).toContainText('Canary 5.25%');
  expect(await releases()).toEqual({ stable: before, canary: { release: after, shareBps: 525 } });

  await remote.desk.button('Change its share').click();
  const more = remote.dialog('Release Platform 8.1.0');
  await more.share.fill('25');
  await more.confirm('Release to 25%', 'Nobody complained');
  await expect(remote.version('8.1.0')).toContainText('Canary 25%');

  await remote.desk.button('Halt 8.1.0').click();
  await remote.dialog('Halt Platform 8.1.0?').confirm('Halt', 'The list is empty for some');
  await expect(remote.desk.main).toContainText('8.1.0 was halted: The list is empty for some');
  await expect(remote.version('8.1.0')).toContainText('Halted');
  expect(await releases()).toMatchObject({ stable: before, halted: { release: after } });
});

test('everybody gets a version and is rolled back from it, and the history says who did what', async ({ page, stack, api }) => {
  const { release: before, version } = await resolvedRemote(api, 'platform');
  await pin(stack, 'platform', before);
  await publishAgain(stack.cdnFolder, 'platform', '8.2.0');
  const remote = new PlatformRemote(page, 'platform');
  await remote.open('Platform');
  const release = await remote.release('8.2.0');
  await release.share.fill('100');
  await release.confirm('Release to everybody', 'The new list');
  await expect(remote.version('8.2.0')).toContainText('Stable 100%');

  await remote.choose('Roll back…');
  await remote.dialog('Roll Platform back?').confirm(`Roll back to ${version}`, 'It was not ready');
  await expect(remote.version(version)).toContainText('Stable 100%');

  await remote.desk.follow('Platform', 'History');
  const revisions = page.getByRole('list', { name: 'Revisions' }).getByRole('listitem').filter({ hasText: 'Olu Ops' });
  await expect(revisions.nth(0)).toContainText(`Rolled platform back`);
  await expect(revisions.nth(0)).toContainText('It was not ready');
  await expect(revisions.nth(0).getByRole('list', { name: /^Changes of revision/ })).toContainText(`8.2.0→${version}`);
  await expect(revisions.nth(1)).toContainText('Released platform 8.2.0 to everybody');
  await test.step('two revisions are compared', async () => {
    await revisions.nth(0).getByRole('checkbox').check();
    await revisions.nth(1).getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Compare' }).click();
    await expect(page.getByRole('dialog', { name: /^Revision \d+ → \d+$/ }).getByRole('list', { name: 'Differences' })).toContainText(
      '8.2.0',
    );
  });
});

test('a remote is switched off with a message, which its users read; a locked environment takes no change', async ({
  page,
  stack,
  session,
  browser,
}) => {
  const remote = new PlatformRemote(page, 'wms');
  await remote.open('Warehouse');
  await remote.choose('Switch off…');
  const off = remote.dialog('Switch Warehouse off?');
  await off.dialog.getByLabel('Message to its users').fill('Counting the stock until noon');
  await off.confirm('Switch off', 'Stock-taking');
  await expect(remote.desk.main).toContainText('Its users read: “Counting the stock until noon”');

  await test.step('a user of it reads the message', async () => {
    const context = await browser.newContext({ baseURL: stack.desk, storageState: await session('stock') });
    const desk = new PlatformRemote(await context.newPage(), 'wms').desk;
    await desk.openScreen('/wms/items', 'Warehouse is switched off');
    await expect(desk.main).toContainText('Counting the stock until noon');
    await context.close();
  });

  await remote.choose('Switch on…');
  await remote.dialog('Switch Warehouse on?').confirm('Switch on', 'Counted');
  await remote.desk.follow('Platform', 'Remotes');
  await remote.desk.button('Lock manifest').click();
  await remote.dialog('Lock manifest?').confirm('Lock', 'The year is closed');
  await expect(remote.desk.main).toContainText('manifest is locked: The year is closed');
  await remote.desk.grid('Remotes').row('Warehouse').click();
  await expect(remote.desk.button('More')).toBeDisabled();
  await expect(remote.desk.main.getByRole('button', { name: /^Release/ }).first()).toBeDisabled();
  await remote.desk.follow('Platform', 'Remotes');
  await remote.desk.button('Unlock manifest').click();
  await remote.dialog('Unlock manifest?').confirm('Unlock', 'It is closed now');
  await expect(remote.desk.button('Lock manifest')).toBeVisible();
});
