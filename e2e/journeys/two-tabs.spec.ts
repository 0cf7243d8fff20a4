import { expect, test } from '../fixtures/desk-test.ts';

test('a stale edit is refused with both versions shown, and nothing typed is lost', async ({ desk, secondDesk, api, consoleGuard }) => {
  consoleGuard.expect(/status of 412/);
  const { id } = await api.create('customer', { customer_name: 'Stale & Sons', phone: '1' });
  const other = await secondDesk();
  await desk.openScreen(`/finance/customers/${id}`, 'Stale & Sons');
  await other.openScreen(`/finance/customers/${id}`, 'Stale & Sons');

  await other.form().field('Phone').fill('222');
  await other.form().save.click();
  await expect(other.toast(`${id} saved`)).toBeVisible();

  const form = desk.form();
  await form.field('Phone').fill('333');
  await form.field('E-mail').fill('mine@example.com');
  await form.save.click();
  const dialog = desk.dialog('Changed while you were editing');
  const versions = dialog.getByRole('table', { name: 'Both versions' });
  await expect(versions.getByRole('row').filter({ hasText: 'Phone' })).toContainText(/333.*222/s);
  await dialog.getByRole('button', { name: 'Keep editing mine' }).click();
  await expect(form.field('Phone')).toHaveValue('333');
  await expect(form.field('E-mail')).toHaveValue('mine@example.com');
  await form.save.click();
  await expect(desk.toast(`${id} saved`)).toBeVisible();
  expect(await api.get(`/api/resource/customer/${id}`)).toMatchObject({ phone: '333', email: 'mine@example.com' });

  await test.step('or theirs is taken', async () => {
    await other.form().field('Country').fill('Elsewhere');
    await other.form().save.click();
    await other.dialog('Changed while you were editing').getByRole('button', { name: 'Take theirs' }).click();
    await expect(other.form().field('Phone')).toHaveValue('333');
    await expect(other.form().field('Country')).toHaveValue('');
  });
});
