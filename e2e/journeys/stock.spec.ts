import { expect, test } from '../fixtures/desk-test.ts';
import type { Desk } from '../pages/desk.ts';

interface Movement {
  purpose: 'Receipt' | 'Issue' | 'Transfer';
  from?: string;
  to?: string;
  item: string;
  qty: string;
  rate?: string;
}

/** Fills in a stock entry from its list, without sending it. */
async function fillEntry(desk: Desk, { purpose, from, to, item, qty, rate }: Movement): Promise<void> {
  await desk.openScreen('/wms/stock-entries/new', 'New stock entry');
  const form = desk.form();
  await form.field('Purpose').selectOption(purpose);
  if (from) await form.pick(form.field('From warehouse'), from);
  if (to) await form.pick(form.field('To warehouse'), to);
  await form.pick(form.cell('Item', 1), item);
  await form.cell('Quantity', 1).fill(qty);
  if (rate) await form.cell('Rate', 1).fill(rate);
}

async function submitEntry(desk: Desk): Promise<string> {
  const form = desk.form();
  await form.submit.click();
  await expect(form.status('Submitted')).toBeVisible();
  // The value goes to the ledger by itself; the form says when it is there.
  await expect(desk.main.getByText('Posted', { exact: true })).toBeVisible();
  return form.id();
}

async function expectStock(desk: Desk, item: string, rows: { warehouse: string; qty: string; value: string }[]): Promise<void> {
  await desk.openScreen(`/wms/stock-balance?item=${item}`, 'Stock balance');
  const grid = desk.grid('Stock balance');
  for (const { warehouse, qty, value } of rows) {
    const row = grid.row(item, warehouse);
    await expect(await grid.cell(row, 'Quantity')).toHaveText(qty);
    await expect(await grid.cell(row, 'Value')).toHaveText(value);
  }
}

test('stock is received, moved and issued, and what it is worth stands in both ledgers', async ({ desk, api }) => {
  // Six postings, each of which a form watches until the ledger has it.
  test.slow();
  const item = 'E2E-WHEEL';
  await api.create('item', { item_code: item, item_name: 'Wheel for tests', uom: 'Nos' });

  await test.step('received at two prices', async () => {
    await fillEntry(desk, { purpose: 'Receipt', to: 'MAIN', item, qty: '10', rate: '7' });
    await expect(desk.main.getByRole('status').filter({ hasText: 'Total value' })).toContainText('70.00');
    await submitEntry(desk);
    await fillEntry(desk, { purpose: 'Receipt', to: 'MAIN', item, qty: '5', rate: '10' });
    await submitEntry(desk);
    await expectStock(desk, item, [{ warehouse: 'Central warehouse', qty: '15', value: '120.00' }]);
  });

  await test.step('transferred with its value', async () => {
    await fillEntry(desk, { purpose: 'Transfer', from: 'MAIN', to: 'SHOP', item, qty: '6' });
    await submitEntry(desk);
    await expectStock(desk, item, [
      { warehouse: 'Central warehouse', qty: '9', value: '72.00' },
      { warehouse: 'Trade counter', qty: '6', value: '48.00' },
    ]);
  });

  const issue = await test.step('issued at the moving average', async () => {
    await fillEntry(desk, { purpose: 'Issue', from: 'SHOP', item, qty: '4' });
    const id = await submitEntry(desk);
    await expectStock(desk, item, [{ warehouse: 'Trade counter', qty: '2', value: '16.00' }]);
    return id;
  });

  await test.step('from the balance to the movements, to the voucher', async () => {
    await desk.grid('Stock balance').open(item, 'Trade counter');
    await expect(desk.title('Stock ledger')).toBeVisible();
    await desk.grid('Stock ledger').open(issue);
    await expect(desk.form().status('Submitted')).toBeVisible();
  });

  await test.step('the general ledger has the value, and leads to the voucher of the other remote', async () => {
    await desk.openScreen('/finance/general-ledger?account=5110', 'General ledger');
    const ledger = desk.grid('General ledger');
    await expect(await ledger.cell(ledger.row(issue), 'Debit')).toHaveText('32.00');
    await ledger.open(issue);
    await expect(desk.page).toHaveURL(new RegExp(`/wms/stock-entries/${issue}$`));
    await expect(desk.form().status('Submitted')).toBeVisible();
  });

  await test.step('cancelled, stock and ledger have it back', async () => {
    await desk.form().cancel('stock entry');
    await expect(desk.main.getByText('Reversed in the ledger')).toBeVisible();
    await expectStock(desk, item, [{ warehouse: 'Trade counter', qty: '6', value: '48.00' }]);
    await desk.openScreen('/finance/general-ledger?account=5110', 'General ledger');
    const ledger = desk.grid('General ledger');
    await expect(await ledger.cell(ledger.row(issue, 'Reversal'), 'Credit')).toHaveText('32.00');
  });
});

test('more than there is cannot be issued, and the line says so', async ({ desk, api, consoleGuard }) => {
  consoleGuard.expect(/status of 409/);
  const item = 'E2E-SHORT';
  await api.create('item', { item_code: item, item_name: 'Scarce for tests', uom: 'Nos' });
  await api.post('stock-entry', {
    purpose: 'receipt',
    posting_date: new Date().toISOString().slice(0, 10),
    to_warehouse: 'MAIN',
    lines: [{ item, qty: '3', rate: '1' }],
  });
  await fillEntry(desk, { purpose: 'Issue', from: 'MAIN', item, qty: '4' });
  const form = desk.form();
  await expect(form.row(1)).toContainText('3 Nos');
  await form.submit.click();
  await form.expectError(form.cell('Quantity', 1), /3/);
  await form.cell('Quantity', 1).fill('3');
  await submitEntry(desk);
});
