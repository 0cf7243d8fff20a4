import { expect, type Page, test } from '../fixtures/desk-test.ts';

test.use({ user: null });

/** Presses Tab until the focus is on what has this name, as somebody without a mouse does. */
async function tabTo(page: Page, role: string, name: string | RegExp): Promise<void> {
  const target = page.getByRole(role as 'button', { name, exact: typeof name === 'string' });
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if (
      await target
        .first()
        .evaluate((element) => element === document.activeElement)
        .catch(() => false)
    )
      return;
  }
  throw new Error(`Tab does not reach ${role} ${name}`);
}

test('from signing in to a posted entry without a mouse', async ({ page, desk }) => {
  const { keyboard } = page;
  await desk.open('/');
  await expect(page.getByLabel('Email')).toBeFocused();
  await keyboard.type('accounts@example.com');
  await keyboard.press('Tab');
  await keyboard.type('demo');
  await keyboard.press('Enter');
  await expect(desk.title(/^Welcome/)).toBeVisible();

  await tabTo(page, 'link', 'Journal entries');
  await keyboard.press('Enter');
  await expect(desk.title('Journal entries')).toBeVisible();
  await tabTo(page, 'button', 'New');
  await keyboard.press('Enter');
  await expect(desk.form().field('Posting date')).toBeFocused();

  await tabTo(page, 'textbox', 'Remark');
  await keyboard.type('Without a mouse');
  await tabTo(page, 'combobox', 'Account, row 1');
  await keyboard.type('5260');
  await expect(page.getByRole('option', { name: /5260/ })).toBeVisible();
  await keyboard.press('Enter');
  await expect(desk.form().cell('Debit', 1)).toBeFocused();
  await keyboard.type('7.50');
  await tabTo(page, 'combobox', 'Account, row 2');
  await keyboard.type('1120');
  await expect(page.getByRole('option', { name: /1120/ })).toBeVisible();
  await keyboard.press('Enter');
  await tabTo(page, 'textbox', 'Credit, row 2');
  await keyboard.type('7.50');
  await keyboard.press('ControlOrMeta+s');
  await expect(desk.form().status('Draft')).toBeVisible();
  await desk.form().id();
  await tabTo(page, 'button', 'Submit');
  await keyboard.press('Enter');
  await expect(desk.form().status('Submitted')).toBeVisible();
});
