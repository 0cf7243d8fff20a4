import { expect, test } from '../../fixtures/desk-test.ts';

test('a remote taken out of the manifest is gone from the next page on, and comes back with it', async ({ page, desk, stack }) => {
  await desk.openScreen('/', 'Welcome, Dana');
  await expect(desk.section('Warehouse')).toBeVisible();

  await stack.manifest.edit((desired) => {
    delete desired.remotes.wms;
  });
  // This tab keeps the release set it began with.
  await desk.follow('Warehouse', 'Items');
  await expect(desk.grid('Items').row('BRK-PAD-01')).toBeVisible();

  await page.reload();
  await expect(desk.title('There is no such page')).toBeVisible();
  await expect(desk.section('Warehouse')).toHaveCount(0);
  await desk.follow('Finance', 'Customers');
  await expect(desk.grid('Customers').row('Alpine Cycles')).toBeVisible();

  await stack.manifest.restore();
  await desk.open('/wms/items');
  await expect(desk.grid('Items').row('BRK-PAD-01')).toBeVisible();
});

test('a broken edit changes nothing, and health says where and why', async ({ desk, stack }) => {
  const before = await stack.manifest.health();
  expect(before.status).toBe('ok');

  await test.step('a value that is not allowed', async () => {
    await stack.manifest.write(
      '{ "schemaVersion": 1, "environment": "dev", "cdn": "nowhere", "backend": { "mode": "indie", "scopes": {} }, "remotes": {} }',
    );
    const { status, manifest } = await stack.manifest.health();
    expect(status).toBe('degraded');
    expect(manifest).toMatchObject({
      revision: before.manifest.revision,
      error: { path: 'cdn', message: expect.stringContaining('http') },
    });
  });

  await test.step('text that is no JSON', async () => {
    await stack.manifest.write('{ "schemaVersion": 1,');
    expect((await stack.manifest.health()).manifest.error?.message).toMatch(/JSON|line|position/i);
  });

  await desk.openScreen('/finance/customers', 'Customers');
  await expect(desk.section('Warehouse')).toBeVisible();
  await stack.manifest.restore();
  expect((await stack.manifest.health()).status).toBe('ok');
});

test('a remote that is switched off says why, in the navigation and at its addresses', async ({ desk, stack }) => {
  const message = 'Counting the stock until noon';
  await stack.manifest.edit(({ remotes }) => {
    if (remotes.wms) Object.assign(remotes.wms, { enabled: false, message });
  });
  await desk.openScreen('/', 'Welcome, Dana');
  await expect(desk.section('Warehouse')).toContainText(message);
  await expect(desk.section('Warehouse').getByRole('link')).toHaveCount(0);
  await desk.openScreen('/wms/items', 'Warehouse is switched off');
  await expect(desk.main).toContainText(message);
  await desk.follow('Finance', 'Customers');
  await expect(desk.grid('Customers').row('Alpine Cycles')).toBeVisible();
});
