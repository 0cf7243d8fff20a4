import type { EnvironmentList, Fleet } from '@business-m/contract/admin';
import { request } from '@playwright/test';
import { expect, test } from '../../fixtures/desk-test.ts';
import { publishAgain } from '../../fixtures/probe-releases.ts';
import { resolvedRemote } from '../../fixtures/releases.ts';
import { Desk } from '../../pages/desk.ts';
import { PlatformRemote } from '../../pages/platform-remote.ts';

test.use({ user: 'ops' });

test('what one proposes another approves, and nobody approves their own', async ({ page, stack, api, session, browser }) => {
  const { release: before } = await resolvedRemote(api, 'platform');
  await publishAgain(stack.cdnFolder, 'platform', '8.3.0');
  await stack.manifest.edit((desired) => {
    desired.policy = { ...desired.policy, approval: true };
    if (desired.remotes.platform) desired.remotes.platform.releases = { stable: before };
  });
  const remote = new PlatformRemote(page, 'platform');
  await remote.open('Platform');
  const dialog = await remote.release('8.3.0');
  await dialog.share.fill('10');
  await expect(dialog.dialog).toContainText('it takes effect once somebody else has approved it');
  await dialog.confirm('Propose', 'For the new list');
  await expect(remote.version('8.3.0')).not.toContainText('Canary');

  await remote.desk.main.getByRole('link', { name: 'Look at it' }).click();
  const waiting = page.getByRole('list', { name: 'Proposals' }).getByRole('listitem').filter({ hasText: 'For the new list' });
  await expect(waiting).toContainText('somebody else has to approve it');
  await expect(waiting.getByRole('button', { name: /^Approve/ })).toHaveCount(0);

  await test.step('somebody else approves it', async () => {
    const context = await browser.newContext({ baseURL: stack.desk, storageState: await session('demo') });
    const desk = new Desk(await context.newPage());
    await desk.openScreen('/platform/proposals', 'Proposals');
    await desk.main.getByRole('button', { name: /^Approve: Release platform 8\.3\.0 to 10%/ }).click();
    await desk.dialog('Approve this?').getByRole('button', { name: 'Approve' }).click();
    await expect(desk.dialog('Approve this?')).toBeHidden();
    await expect(desk.main).toContainText('Nothing waits');
    await context.close();
  });

  await remote.desk.follow('Platform', 'History');
  await expect(page.getByRole('list', { name: 'Revisions' }).getByRole('listitem').first()).toContainText('Olu Ops, approved by Dana Demo');
  await remote.open('Platform');
  await expect(remote.version('8.3.0')).toContainText('Canary 10%');
});

test('who is overtaken sees both sides, loses nothing of what they typed, and decides anew', { tag: '@long' }, async ({
  page,
  stack,
  api,
  session,
  consoleGuard,
}) => {
  consoleGuard.expect(/status of 412/);
  const { release: before } = await resolvedRemote(api, 'platform');
  await publishAgain(stack.cdnFolder, 'platform', '8.4.0');
  await stack.manifest.edit(({ remotes }) => {
    if (remotes.platform) remotes.platform.releases = { stable: before };
  });
  const remote = new PlatformRemote(page, 'platform');
  await remote.open('Platform');
  const dialog = await remote.release('8.4.0');
  await dialog.share.fill('20');
  await dialog.reason.fill('A fifth of them');
  await expect(dialog.button('Release to 20%')).toBeEnabled();

  const other = await request.newContext({ baseURL: stack.desk, storageState: await session('demo') });
  const { environments } = await api.get<EnvironmentList>('/api/gateway/admin/environments');
  const seen = environments.find(({ name }) => name === 'manifest')?.head?.number;
  const written = await other.post('/api/gateway/admin/environments/manifest/changes', {
    headers: { 'if-match': `"${seen}"`, origin: stack.desk },
    data: { changes: [{ kind: 'disable', scope: 'wms', message: 'Stock-taking' }], reason: 'Stock-taking' },
  });
  expect(written.status(), await written.text()).toBe(200);
  await other.dispose();

  await dialog.button('Release to 20%').click();
  await expect(dialog.dialog).toContainText('Meanwhile Dana Demo switched wms off');
  await expect(dialog.dialog.getByRole('list', { name: 'Theirs' })).toContainText('wms');
  await expect(dialog.dialog.getByRole('list', { name: 'Yours' })).toContainText('8.4.0 at 20%');
  await dialog.button('Look again').click();
  await expect(dialog.reason).toHaveValue('A fifth of them');
  await dialog.confirm('Release to 20%', 'A fifth of them');
  const { remotes } = await api.get<Fleet>('/api/gateway/admin/fleet');
  expect(remotes.find(({ scope }) => scope === 'platform')?.remote.releases.canary?.shareBps).toBe(2000);
  expect(remotes.find(({ scope }) => scope === 'wms')?.remote).toMatchObject({ enabled: false, message: 'Stock-taking' });
});

test.describe('somebody without the role', () => {
  test.use({ user: 'stock' });

  test('is not shown the screens, and is refused what they call', async ({ page, desk, consoleGuard }) => {
    consoleGuard.allow(/status of 403/);
    await desk.openScreen('/wms/items', 'Items');
    await expect(desk.section('Platform')).toHaveCount(0);
    await desk.open('/platform');
    await expect(desk.main.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(desk.title('Remotes')).toHaveCount(0);
    for (const path of ['fleet', 'environments', 'environments/manifest', 'environments/manifest/history', 'gate'])
      expect([path, (await page.request.get(`/api/gateway/admin/${path}`)).status()]).toEqual([path, 403]);
    const write = await page.request.post('/api/gateway/admin/environments/manifest/changes', {
      headers: { 'if-match': '"1"', origin: new URL(page.url()).origin },
      data: { changes: [{ kind: 'disable', scope: 'wms' }], reason: 'x' },
    });
    expect([write.status(), (await write.json()).code]).toEqual([403, 'forbidden']);
  });
});
