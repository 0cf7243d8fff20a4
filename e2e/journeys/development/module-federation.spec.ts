import { expect, test } from '../../fixtures/desk-test.ts';
import { desiredOrders, publishOrders } from '../../fixtures/federation-release.ts';
import type { Desk } from '../../pages/desk.ts';
import { UnavailableScreen } from '../../pages/unavailable-screen.ts';

const fact = (desk: Desk, name: string) => desk.main.getByRole('status', { name, exact: true });

test.beforeEach(async ({ stack }) => {
  await publishOrders(stack.cdnFolder);
  await stack.manifest.edit(({ remotes }) => {
    remotes.orders = desiredOrders;
  });
});

test('a remote built by Module Federation’s plugin draws in the desk, on the shell’s one React', async ({ page, desk }) => {
  await desk.openScreen('/', 'Welcome, Dana');
  await desk.follow('Orders', 'All orders');
  await expect(desk.title('Orders')).toBeVisible();

  await test.step('contexts and hooks are the shell’s', async () => {
    await expect(fact(desk, 'Signed in')).toHaveText('demo@example.com');
    await expect(fact(desk, 'Knows the desk’s remotes')).toHaveText('yes');
    await desk.button('Press').click();
    await expect(fact(desk, 'Presses')).toHaveText('1');
  });
  await test.step('its stylesheet is there', async () => {
    await expect(desk.main.getByRole('region', { name: 'Facts' })).toHaveCSS('outline-color', 'rgb(4, 5, 6)');
  });
  await test.step('a link goes to another of its screens without a new page', async () => {
    await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
    await desk.main.getByRole('link', { name: 'Order 7' }).click();
    await expect(desk.title('Order 7')).toBeVisible();
    expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
  });
  await test.step('remotes of the other kind work beside it', async () => {
    await desk.follow('Finance', 'Customers');
    await expect(desk.grid('Customers').row('Alpine Cycles')).toBeVisible();
  });
  await test.step('a cold page at its address draws it too', async () => {
    await desk.openScreen('/orders/detail/8', 'Order 8');
  });
});

test('other bytes than the published ones never run; a retry fetches the right ones', async ({ page, desk, stack, consoleGuard }) => {
  stack.cdn.break(/orders\/.*remoteEntry\.js$/, { kind: 'flip' });
  consoleGuard.expect(/\[desk\] orders/);
  consoleGuard.allow(/integrity|preload/i);
  await desk.open('/orders/all');
  const unavailable = new UnavailableScreen(page);
  await unavailable.expectSays(/could not be fetched, or are not the ones that were published/);
  await desk.follow('Finance', 'Customers');
  await expect(desk.grid('Customers').row('Alpine Cycles')).toBeVisible();
  await stack.cdn.heal();
  await desk.follow('Orders', 'All orders');
  await unavailable.retry.click();
  await expect(desk.title('Orders')).toBeVisible();
  await desk.button('Press').click();
  await expect(fact(desk, 'Presses')).toHaveText('1');
});
