import { expect, test } from '../fixtures/desk-test.ts';
import { takePurpose } from '../fixtures/purpose.ts';
import { MessagesPage } from '../pages/messages-page.ts';
import { fillReceipt, PostingStory } from '../pages/stock-entry-form.ts';

const today = () => new Date().toISOString().slice(0, 10);

test('what is submitted is seen to arrive in the ledger: on the form, in the list, on the front page', async ({
  desk,
  api,
  secondDesk,
}) => {
  const item = 'E2E-LIVE';
  await api.create('item', { item_code: item, item_name: 'Bell for tests', uom: 'Nos' });
  const list = await secondDesk();

  await fillReceipt(desk, { item, warehouse: 'MAIN', qty: '3', rate: '2.50' });
  const form = desk.form();
  await form.submit.click();
  await expect(new PostingStory(desk).posted).toBeVisible();
  const id = await form.id();

  await list.openScreen('/wms/stock-entries', 'Stock entries');
  await expect(await list.grid('Stock entries').cell(list.grid('Stock entries').row(id), 'Ledger')).toHaveText('Posted');
  await list.openScreen('/wms', 'Warehouse');
  await expect(list.grid('Latest stock entries').row(id, 'Posted')).toBeVisible();
});

test('a posting that the ledger refuses says why; once that is mended, operations have it posted as it stands', async ({ desk, api }) => {
  const item = 'E2E-REFUSED';
  await api.create('item', { item_code: item, item_name: 'Saddle for tests', uom: 'Nos' });
  const giveBack = await takePurpose(api, 'goods_received');
  const posting = new PostingStory(desk);
  try {
    await fillReceipt(desk, { item, warehouse: 'MAIN', qty: '2', rate: '10' });
    await desk.form().submit.click();
    await expect(posting.failed).toContainText('“goods received”');
  } finally {
    await giveBack();
  }
  const id = await desk.form().id();

  await test.step('it stands among the refused messages, with all there is to know', async () => {
    await posting.failed.getByRole('link', { name: 'What was sent' }).click();
    await expect(desk.title('Ledger messages')).toBeVisible();
    const messages = new MessagesPage(desk.page);
    await expect(messages.about(id)).toContainText('Refused');
    await messages.about(id).getByText('What it says').click();
    await expect(messages.about(id)).toContainText('"goods_received"');
    await messages.retry(id);
  });

  await test.step('and is posted', async () => {
    await desk.page.goBack();
    await expect(posting.posted).toBeVisible();
  });
});

test('it can be retried from the entry itself', async ({ desk, api }) => {
  const item = 'E2E-AGAIN';
  await api.create('item', { item_code: item, item_name: 'Pump for tests', uom: 'Nos' });
  const giveBack = await takePurpose(api, 'goods_received');
  let id: string;
  const posting = new PostingStory(desk);
  try {
    ({ id } = await api.post('stock-entry', {
      purpose: 'receipt',
      posting_date: today(),
      to_warehouse: 'MAIN',
      lines: [{ item, qty: '1', rate: '4' }],
    }));
    await desk.open(`/wms/stock-entries/${id}`);
    await expect(posting.failed).toBeVisible();
  } finally {
    await giveBack();
  }
  await posting.retry.click();
  await expect(posting.posted).toBeVisible();
});

test.describe('without the role of operations', () => {
  test.use({ user: 'stock' });

  test('nobody is offered a retry, nor the messages', async ({ desk }) => {
    await desk.openScreen('/wms', 'Warehouse');
    await expect(desk.section('Warehouse').getByRole('link', { name: 'Stock entries' })).toBeVisible();
    await expect(desk.section('Warehouse').getByRole('link', { name: 'Ledger messages' })).toHaveCount(0);
    await desk.open('/wms/messages');
    await expect(desk.title('There is no such page')).toBeVisible();
  });
});

test.describe('with that role alone', () => {
  test.use({ user: 'ops' });

  test('the messages are all there is of the warehouse', async ({ desk }) => {
    await desk.openScreen('/wms/messages?state=delivered', 'Ledger messages');
    await expect(desk.section('Warehouse').getByRole('link')).toHaveText(['Ledger messages']);
    await expect(desk.page.getByRole('tab', { selected: true })).toHaveText('Delivered');
    await expect(desk.page.getByRole('list', { name: 'Messages' }).getByRole('listitem').first()).toContainText(/SE-\d+/);
    await expect(desk.page.getByRole('list', { name: 'Messages' }).getByRole('link')).toHaveCount(0);
  });
});
