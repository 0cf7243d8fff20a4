import { expect, test } from '../fixtures/desk-test.ts';

test('two people edit one document: what only one changed merges, and only what both changed is asked', async ({
  desk,
  secondDesk,
  api,
  consoleGuard,
}) => {
  consoleGuard.expect(/status of 412/);
  const { id } = await api.create('customer', { customer_name: 'Stale & Sons', phone: '1' });
  const other = await secondDesk();
  await desk.openScreen(`/finance/customers/${id}`, 'Stale & Sons');
  await other.openScreen(`/finance/customers/${id}`, 'Stale & Sons');

  await test.step('a date here, a remark there: nobody is asked', async () => {
    await other.form().field('Phone').fill('222');
    await other.form().save.click();
    await expect(other.toast(`${id} saved`)).toBeVisible();
    await desk.form().field('E-mail').fill('mine@example.com');
    await desk.form().save.click();
    await expect(desk.toast(/changed meanwhile: Phone/)).toBeVisible();
    await expect(desk.form().field('Phone')).toHaveValue('222');
    expect(await api.get(`/api/resource/customer/${id}`)).toMatchObject({ phone: '222', email: 'mine@example.com' });
  });

  await test.step('what both changed is asked, and nothing else', async () => {
    const form = other.form();
    await form.field('Phone').fill('333');
    await form.field('Country').fill('Elsewhere');
    await desk.form().field('Phone').fill('444');
    await desk.form().save.click();
    await expect(desk.form().save).toBeDisabled();
    await form.save.click();
    const dialog = other.dialog('Changed while you were editing');
    const versions = dialog.getByRole('table', { name: 'Both versions' });
    await expect(versions.getByRole('row')).toHaveCount(2);
    await expect(versions.getByRole('row').nth(1)).toContainText(/Phone.*222.*333.*444/s);
    await dialog.getByRole('radio', { name: 'Phone: theirs' }).check();
    await dialog.getByRole('button', { name: 'Save with these' }).click();
    await expect(form.save).toBeDisabled();
    expect(await api.get(`/api/resource/customer/${id}`)).toMatchObject({
      phone: '444',
      email: 'mine@example.com',
      country: 'Elsewhere',
    });
  });
});
