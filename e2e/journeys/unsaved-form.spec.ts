import { expect, test } from '../fixtures/desk-test.ts';

test('leaving a form with unsaved changes asks first', async ({ page, desk }) => {
  await desk.openScreen('/finance/customers/new', 'New customer');
  const form = desk.form();
  await form.field('Name').fill('Half typed');

  await desk.follow('Finance', 'Suppliers');
  const question = desk.dialog('Leave without saving?');
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(form.field('Name')).toHaveValue('Half typed');
  await expect(page).toHaveURL(/\/customers\/new$/);

  await desk.follow('Finance', 'Suppliers');
  await question.getByRole('button', { name: 'Leave' }).click();
  await expect(desk.title('Suppliers')).toBeVisible();

  await test.step('a form in which nothing changed does not ask', async () => {
    await desk.follow('Finance', 'Customers');
    await desk.button('New').click();
    await expect(desk.title('New customer')).toBeVisible();
    await desk.follow('Finance', 'Suppliers');
    await expect(desk.title('Suppliers')).toBeVisible();
  });
});

test('the browser asks before a reload throws changes away', async ({ page, desk }) => {
  await desk.openScreen('/finance/customers/new', 'New customer');
  await desk.form().field('Name').fill('Half typed');
  const asked = page.waitForEvent('dialog');
  const reload = page.reload();
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.accept();
  await reload;
  await expect(desk.form().field('Name')).toHaveValue('');
});
