import { expect, type Page, test } from '../fixtures/desk-test.ts';
import type { Desk } from '../pages/desk.ts';

/** Types a journal entry with the keyboard alone: the cursor starts on the posting date. */
async function typeEntry(page: Page, { debit, credit }: { debit: string; credit: string }): Promise<void> {
  const { keyboard } = page;
  const pickAccount = async (text: string) => {
    await keyboard.type(text);
    await expect(page.getByRole('option', { name: text }).first()).toBeVisible();
    // Chooses, and goes on to the next cell.
    await keyboard.press('Enter');
  };
  await page.getByLabel('Account, row 1').focus();
  await pickAccount('5260');
  await keyboard.type(debit);
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  await keyboard.type('Fees of the quarter');
  await keyboard.press('Enter');
  await expect(page.getByLabel('Account, row 2')).toBeFocused();
  await pickAccount('1120');
  await keyboard.press('Enter');
  await keyboard.type(credit);
}

async function chargesInTrialBalance(desk: Desk): Promise<number> {
  await desk.openScreen('/finance/trial-balance', 'Trial balance');
  const grid = desk.grid('Trial balance');
  await expect(grid.row('Total')).toBeVisible();
  const row = grid.row('Bank charges');
  return (await row.count()) === 0 ? 0 : grid.cents(row, 'Debit');
}

test('an entry is typed, posted once by a double click, found in the reports, and cancelled', async ({ page, desk, api }) => {
  const before = await chargesInTrialBalance(desk);
  const countBefore = (await api.list('journal-entry')).total;

  await desk.follow('Finance', 'Journal entries');
  await desk.button('New').click();
  const form = desk.form();
  await expect(form.field('Posting date')).toBeFocused();
  await form.field('Remark').fill('Bank charges, typed in a test');
  await typeEntry(page, { debit: '123.45', credit: '123.45' });
  await expect(page.getByText('Balances', { exact: true })).toBeVisible();
  await form.submit.dblclick();
  await expect(form.status('Submitted')).toBeVisible();
  const id = await form.id();
  expect((await api.list('journal-entry')).total).toBe((countBefore ?? 0) + 1);

  await test.step('it stands in the trial balance', async () => {
    await desk.follow('Finance', 'Trial balance');
    const grid = desk.grid('Trial balance');
    await expect.poll(() => grid.cents(grid.row('Bank charges'), 'Debit')).toBe(before + 12345);
  });

  await test.step('from the figure to the ledger, to the voucher, and back', async () => {
    await desk.grid('Trial balance').open('Bank charges');
    await expect(desk.title('General ledger')).toBeVisible();
    const ledger = desk.grid('General ledger');
    await expect(await ledger.cell(ledger.row(id), 'Debit')).toHaveText('123.45');
    await ledger.open(id);
    await expect(form.status('Submitted')).toBeVisible();
    await expect(form.page).toHaveURL(new RegExp(`/finance/journal-entries/${id}$`));
    await page.goBack();
    await expect(ledger.row(id)).toBeVisible();
    await page.goBack();
    await expect(desk.title('Trial balance')).toBeVisible();
    await page.goForward();
    await desk.grid('General ledger').open(id);
  });

  await test.step('cancelled, the reverse stands beside it', async () => {
    await form.cancel('journal entry');
    await desk.open('/finance/general-ledger?account=5260');
    const ledger = desk.grid('General ledger');
    await expect(ledger.row(id)).toHaveCount(2);
    await expect(await ledger.cell(ledger.row(id, 'Reversal'), 'Credit')).toHaveText('123.45');
    expect(await chargesInTrialBalance(desk)).toBe(before + 12345);
    const grid = desk.grid('Trial balance');
    await expect(await grid.cell(grid.row('Bank charges'), 'Credit')).toHaveText('123.45');
  });
});

test('an unbalanced entry cannot be submitted, and saving it is refused on its lines', async ({ page, desk, consoleGuard }) => {
  consoleGuard.expect(/status of 422/);
  await desk.openScreen('/finance/journal-entries/new', 'New journal entry');
  const form = desk.form();
  await typeEntry(page, { debit: '100', credit: '99.99' });
  await expect(page.getByText('Credit is short')).toBeVisible();
  await expect(form.submit).toBeDisabled();
  await form.save.click();
  await expect(page.getByRole('table', { name: 'Lines' })).toHaveAccessibleDescription(/differ by 0\.01/);
  await expect(form.cell('Credit', 2)).toHaveValue('99.99');
  await form.cell('Credit', 2).fill('100');
  await form.save.click();
  await expect(form.status('Draft')).toBeVisible();
  await form.id();
});

test('a line without an account is kept as a draft, and refused on its cell once it is submitted', async ({ desk }) => {
  await desk.openScreen('/finance/journal-entries/new', 'New journal entry');
  const form = desk.form();
  await form.cell('Debit', 1).fill('10');
  await form.pick(form.cell('Account', 2), '1120');
  await form.cell('Credit', 2).fill('10');
  await form.save.click();
  await expect(form.status('Draft')).toBeVisible();
  await form.id();
  await expect(desk.main.getByText('Still missing for submit: Lines 1: Account')).toBeVisible();
  await form.submit.click();
  await form.expectError(form.cell('Account', 1), /./);
  await expect(form.cell('Account', 1)).toBeFocused();
});

test('a press on another cell while a list is open leaves for it, and what is typed goes there', async ({ page, desk }) => {
  await desk.openScreen('/finance/journal-entries/new', 'New journal entry');
  const account = page.getByLabel('Account, row 1', { exact: true });
  await account.click();
  await expect(page.getByRole('listbox')).toBeVisible();
  const debit = page.getByLabel('Debit, row 2', { exact: true });
  await debit.click();
  await expect(page.getByRole('listbox')).toBeHidden();
  await page.keyboard.type('5');
  await expect(debit).toHaveValue('5');
  await expect(account).toHaveValue('');
});
