import { expect, test } from '../fixtures/desk-test.ts';

test('an item is made, found, changed and deleted', async ({ page, desk }) => {
  await desk.openScreen('/wms/items', 'Items');
  await desk.button('New').click();
  const form = desk.form();
  await form.field('Code').fill('E2E-BELL');
  await form.field('Name').fill('Bell');
  await form.pick(form.field('Unit'), 'Nos');
  await form.save.click();
  await expect(desk.title('Bell')).toBeVisible();
  await expect(page).toHaveURL(/\/wms\/items\/E2E-BELL$/);
  await expect(form.save).toBeDisabled();

  await form.field('Name').fill('Bell, brass');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(desk.title('Bell, brass')).toBeVisible();

  await desk.follow('Warehouse', 'Items');
  await expect(desk.grid('Items').row('E2E-BELL')).toContainText('Bell, brass');
  await desk.grid('Items').open('E2E-BELL');
  await desk.chooseFromMenu('More actions', 'Delete');
  await desk
    .dialog(/Delete E2E-BELL/)
    .getByRole('button', { name: 'Delete' })
    .click();
  await expect(page).toHaveURL(/\/wms\/items$/);
  await expect(desk.grid('Items').row('BRK-PAD-01')).toBeVisible();
  await expect(desk.grid('Items').row('E2E-BELL')).toHaveCount(0);
});

test('what is taken and what is missing is said on the field', async ({ desk, consoleGuard }) => {
  consoleGuard.expect(/status of 409/, /status of 422/);
  await desk.openScreen('/wms/items/new', 'New item');
  const form = desk.form();
  await form.field('Code').fill('BRK-PAD-01');
  await form.save.click();
  await form.expectError(form.field('Name'), /./);
  await form.field('Name').fill('Twice');
  await form.pick(form.field('Unit'), 'Pair');
  await form.save.click();
  await form.expectError(form.field('Code'), 'Another item has this code already.');
});

test('a customer is made by who may, and read by who may not', async ({ desk, api }) => {
  await desk.openScreen('/finance/customers/new', 'New customer');
  const form = desk.form();
  await form.field('Name').fill('Bell & Whistle');
  await form.field('E-mail').fill('hello@bell.example');
  await form.save.click();
  const id = await form.id();
  expect(await api.get(`/api/resource/customer/${id}`)).toMatchObject({ customer_name: 'Bell & Whistle', disabled: false });
  await desk.follow('Finance', 'Customers');
  await expect(desk.grid('Customers').row(id)).toContainText('Bell & Whistle');
});
