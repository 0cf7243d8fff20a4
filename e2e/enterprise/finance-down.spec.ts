import { expect, test } from '../fixtures/desk-test.ts';
import { takePurpose } from '../fixtures/purpose.ts';
import { MessagesPage } from '../pages/messages-page.ts';
import { fillReceipt, PostingStory } from '../pages/stock-entry-form.ts';

/** A service that is away answers 503, and the browser writes every one into its console. */
const AWAY = /status of 50[234]/;

test('with finance down the warehouse keeps working and says so; when it is back, what waited is posted', async ({
  desk,
  api,
  stack,
  secondDesk,
  consoleGuard,
}) => {
  test.slow();
  consoleGuard.expect(AWAY);
  const item = 'E2E-DOWN';
  await api.create('item', { item_code: item, item_name: 'Rim for tests', uom: 'Nos' });
  const posting = new PostingStory(desk);
  const finance = stack.process('finance');
  const home = await secondDesk();
  let id = '';
  await finance.kill('SIGKILL');
  try {
    await test.step('goods are received as ever, and the entry says that the ledger does not answer', async () => {
      await fillReceipt(desk, { item, warehouse: 'MAIN', qty: '5', rate: '7' });
      const form = desk.form();
      await form.submit.click();
      await expect(form.status('Submitted')).toBeVisible();
      id = await form.id();
      await expect(posting.notAnswered).toBeVisible({ timeout: 90_000 });
    });

    await test.step('its front page says how much waits, its reports count it', async () => {
      await home.openScreen('/wms', 'Warehouse');
      await expect(home.main.getByText(/stock entr(y waits|ies wait) for the ledger since/)).toBeVisible({ timeout: 90_000 });
      await home.openScreen(`/wms/stock-balance?item=${item}`, 'Stock balance');
      await expect(home.grid('Stock balance').row(item)).toContainText('35.00');
    });

    await test.step('finance says that it is not available', async () => {
      await home.open('/finance/trial-balance');
      await expect(home.main.getByRole('alert')).toContainText('Finance is not available at the moment', { timeout: 90_000 });
    });
  } finally {
    await finance.restart();
  }
  await test.step('it comes back by itself, and so do the postings', async () => {
    await expect(home.grid('Trial balance').row('Total')).toBeVisible({ timeout: 90_000 });
    await expect(posting.posted).toBeVisible({ timeout: 180_000 });
    await home.openScreen('/finance/general-ledger?account=1310', 'General ledger');
    await expect(home.grid('General ledger').row(id)).toHaveCount(1);
  });
});

test('with the warehouse down finance works', { tag: '@long' }, async ({ desk, stack, consoleGuard }) => {
  test.slow();
  consoleGuard.expect(AWAY);
  const wms = stack.process('wms');
  await wms.kill('SIGKILL');
  try {
    await desk.openScreen('/finance/trial-balance', 'Trial balance');
    await expect(desk.grid('Trial balance').row('Total')).toBeVisible();
    await desk.open('/wms/stock-entries');
    await expect(desk.main.getByRole('alert')).toContainText('Warehouse is not available at the moment', { timeout: 90_000 });
  } finally {
    await wms.restart();
  }
  await expect(desk.title('Stock entries')).toBeVisible({ timeout: 90_000 });
});

test('an entry typed while the warehouse went away is not lost, and saved once', { tag: '@long' }, async ({
  desk,
  api,
  stack,
  consoleGuard,
}) => {
  test.slow();
  consoleGuard.expect(AWAY);
  const item = 'E2E-KEPT';
  await api.create('item', { item_code: item, item_name: 'Spoke for tests', uom: 'Nos' });
  await fillReceipt(desk, { item, warehouse: 'MAIN', qty: '9', rate: '1' });
  const form = desk.form();
  const wms = stack.process('wms');
  await wms.kill('SIGKILL');
  try {
    await form.save.click();
    await expect(desk.main.getByRole('alert')).toContainText('Nothing you typed is lost.', { timeout: 150_000 });
    await expect(form.cell('Quantity', 1)).toHaveValue('9');
  } finally {
    await wms.restart();
  }
  await expect(async () => {
    await desk.button('Try again').click({ timeout: 2_000 });
    await form.id();
  }).toPass({ timeout: 180_000 });
  const id = await form.id();
  expect((await api.list('stock-entry', { sort: '-created_at', limit: '2' })).items.map((entry) => entry.id)[0]).toBe(id);
});

test('postings that were refused are retried all at once', async ({ desk, api }) => {
  const item = 'E2E-ALL';
  await api.create('item', { item_code: item, item_name: 'Valve for tests', uom: 'Nos' });
  const receipt = {
    purpose: 'receipt',
    posting_date: new Date().toISOString().slice(0, 10),
    to_warehouse: 'MAIN',
    lines: [{ item, qty: '1', rate: '3' }],
  };
  const giveBack = await takePurpose(api, 'goods_received');
  const ids: string[] = [];
  const messages = new MessagesPage(desk.page);
  try {
    for (let count = 0; count < 3; count += 1) ids.push((await api.post('stock-entry', receipt)).id);
    await desk.openScreen('/wms/messages', 'Ledger messages');
    // An answer that got lost is asked for again after twenty seconds.
    for (const id of ids) await expect(messages.about(id)).toContainText('Refused', { timeout: 90_000 });
  } finally {
    await giveBack();
  }
  await messages.choose('Refused');
  await desk.page.getByRole('button', { name: 'Retry all 3' }).click();
  await expect(desk.main.getByText('3 messages on the way again.')).toBeVisible();
  await messages.choose('Delivered');
  for (const id of ids) await expect(messages.about(id)).toContainText('Delivered');
});
