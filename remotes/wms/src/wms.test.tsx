// @vitest-environment jsdom
import { renderScreen } from '@business-m/documents/testing/render';
import type { Document } from '@business-m/metadata';
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { http } from 'msw/http';
import type { ComponentType } from 'react';
import { expect, onTestFinished, test, vi } from 'vitest';
import Form from './forms/form.tsx';
import Home from './home/home.tsx';
import List from './lists/list.tsx';
import Messages from './messages/messages.tsx';
import { mockWarehouse } from './mocks/handlers.ts';
import recording from './mocks/recorded.json' with { type: 'json' };
import StockBalanceReport from './reports/stock-balance.tsx';
import StockLedgerReport from './reports/stock-ledger.tsx';

function open(Screen: ComponentType, at: string, id?: string, roles: string[] = ['stock']) {
  // Its drafts are of this year, whenever the tests run.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2025-06-20T10:00:00Z') });
  onTestFinished(() => void vi.useRealTimers());
  const mock = mockWarehouse();
  return {
    ...renderScreen(<Screen />, mock.handlers, { at, params: id === undefined ? {} : { id }, user: { roles } }),
    entries: () => mock.documents('stock-entry'),
    mock,
  };
}

/** An entry that can be submitted, while the ledger is away. */
async function submitWithoutLedger() {
  const desk = open(Form, '/wms/stock-entries/SE-00012', 'SE-00012');
  desk.mock.ledger.away = true;
  await desk.user.click(await screen.findByRole('button', { name: 'Submit' }));
  await screen.findByText('Submitted');
  return desk;
}

const field = (label: string) => screen.findByLabelText<HTMLInputElement>(new RegExp(`^${label}`));

test('the overview shows what the stock is worth and what was refused', async () => {
  open(Home, '/wms');
  await waitFor(() => expect(within(screen.getByRole('group', { name: 'Stock value' })).getByText('45,092.00')).toBeDefined());
  await waitFor(() => expect(within(screen.getByRole('group', { name: 'Refused by the ledger' })).getByText('1')).toBeDefined());
});

test('the fields of a stock entry follow its purpose', async () => {
  const { user } = open(Form, '/wms/stock-entries/new');
  await field('To warehouse');
  expect(screen.queryByLabelText(/^From warehouse/)).toBeNull();
  expect(await field('Rate, row 1')).toBeDefined();
  await user.selectOptions(await field('Purpose'), 'Issue');
  expect(await field('From warehouse')).toBeDefined();
  expect(screen.queryByLabelText(/^To warehouse/)).toBeNull();
  expect(screen.queryByLabelText(/^Rate, row 1/)).toBeNull();
});

test('a receipt is worth what its lines say, to the cent', async () => {
  const { user } = open(Form, '/wms/stock-entries/new');
  await user.type(await field('Quantity, row 1'), '3');
  await user.type(await field('Rate, row 1'), '0.335');
  expect(within(screen.getByRole('status')).getByText('1.01')).toBeDefined();
});

test('a line says what is available where the stock leaves from; too much is refused at its cell', async () => {
  const { user, use } = open(Form, '/wms/stock-entries/SE-00013', 'SE-00013');
  const refusal = recording.refusals['negative-stock'];
  use(http.post('/api/resource/stock-entry/SE-00013/submit', () => HttpResponse.json(refusal, { status: refusal.status })));
  expect(await screen.findByText('330 Nos')).toBeDefined();
  await user.clear(await field('Quantity, row 1'));
  await user.type(await field('Quantity, row 1'), '500');
  await user.click(screen.getByRole('button', { name: 'Submit' }));
  const qty = await field('Quantity, row 1');
  await waitFor(() => expect(qty.getAttribute('aria-invalid')).toBe('true'));
  expect(document.getElementById(qty.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    'There is 330 of CHN-11S in MAIN; 500 cannot leave.',
  );
});

test('a submitted entry says that its value is on the way, and when it has arrived', async () => {
  const { user } = open(Form, '/wms/stock-entries/SE-00012', 'SE-00012');
  await user.click(await screen.findByRole('button', { name: 'Submit' }));
  expect(await screen.findByText(/on the way to the ledger/)).toBeDefined();
  expect(await screen.findByText(/^Posted to the ledger/)).toBeDefined();
  expect(screen.queryByText(/on the way to the ledger/)).toBeNull();
  expect(screen.getByText('Posted')).toBeDefined();
});

test('while the ledger does not answer, the entry says since when, and goes on by itself', async () => {
  const { mock } = await submitWithoutLedger();
  const [message] = [...mock.outbox.messages.values()].filter(({ key }) => key === 'SE-00012');
  if (message) mock.outbox.messages.set(message.id, { ...message, attempts: 2, last_error: 'Finance does not answer.' });
  expect(await screen.findByText(/^The ledger has not answered since /)).toBeDefined();
  expect(screen.getByText(/posted as soon as it is back/)).toBeDefined();
  mock.ledger.away = false;
  expect(await screen.findByText(/^Posted to the ledger/)).toBeDefined();
});

test('what the ledger refused is told in its own words; who does not run the desk is told whom to ask', async () => {
  open(Form, '/wms/stock-entries/SE-00015', 'SE-00015');
  expect(await screen.findByText('The value of this entry is not in the ledger.')).toBeDefined();
  expect(
    screen.getByText(
      'The ledger refused it: No enabled account serves the purpose “goods received”. Give one that purpose in the chart of accounts.',
    ),
  ).toBeDefined();
  expect(screen.getByText(/those who run the desk/)).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull();
});

test('operations retry what was refused from the entry itself', async () => {
  const { user, onNotify } = open(Form, '/wms/stock-entries/SE-00015', 'SE-00015', ['stock', 'ops']);
  expect((await screen.findByRole('link', { name: 'What was sent' })).getAttribute('href')).toBe('/wms/messages?key=SE-00015');
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await screen.findByText(/^Posted to the ledger/)).toBeDefined();
  expect(onNotify).toHaveBeenCalledWith({ kind: 'info', title: 'SE-00015 is on its way to the ledger again' });
});

test('a retry that is refused says why', async () => {
  const { user, use } = open(Form, '/wms/stock-entries/SE-00015', 'SE-00015', ['stock', 'ops']);
  const refusal = {
    type: 'about:blank',
    title: 'Conflict',
    status: 409,
    code: 'not-retryable',
    detail: 'SE-00015 has been cancelled since.',
  };
  use(http.post('/api/wms/messages/:id/retry', () => HttpResponse.json(refusal, { status: 409 })));
  await user.click(await screen.findByRole('button', { name: 'Retry' }));
  expect(await screen.findByText('SE-00015 has been cancelled since.')).toBeDefined();
});

test('with the ledger away the overview says so quietly, and stops when it is back', async () => {
  const mock = mockWarehouse();
  const entries = mock.documents('stock-entry');
  const pending = (id: string) => entries.set(id, { ...(entries.get(id) as Document), posting_status: 'pending' });
  for (const id of ['SE-00003', 'SE-00004']) pending(id);
  renderScreen(<Home />, mock.handlers, { at: '/wms' });
  const notice = await screen.findByText(/^2 stock entries wait for the ledger since /);
  expect(within(screen.getByRole('group', { name: 'On the way to the ledger' })).getByText('2')).toBeDefined();
  for (const id of ['SE-00003', 'SE-00004']) entries.set(id, { ...(entries.get(id) as Document), posting_status: 'posted' });
  await waitFor(() => expect(notice.isConnected).toBe(false));
  await waitFor(() => expect(within(screen.getByRole('group', { name: 'On the way to the ledger' })).getByText('0')).toBeDefined());
});

test('a list shows a posting arrive', async () => {
  const mock = mockWarehouse();
  const entries = mock.documents('stock-entry');
  entries.set('SE-00004', { ...(entries.get('SE-00004') as Document), posting_status: 'pending' });
  renderScreen(<List />, mock.handlers, { at: '/wms/stock-entries' });
  const row = (await screen.findByRole('link', { name: 'SE-00004' })).closest('tr') as HTMLElement;
  expect(within(row).getByText('Pending')).toBeDefined();
  entries.set('SE-00004', { ...(entries.get('SE-00004') as Document), posting_status: 'posted' });
  expect(await within(row).findByText('Posted')).toBeDefined();
});

test('the ledger messages lead to their stock entries', async () => {
  open(Messages, '/wms/messages?state=refused', undefined, ['stock', 'ops']);
  const list = await screen.findByRole('list', { name: 'Messages' });
  expect(within(list).getByRole('link', { name: 'SE-00015' }).getAttribute('href')).toBe('/wms/stock-entries/SE-00015');
  expect(list.textContent).toContain('Post the value');
});

test('the list shows where stock went and whether the ledger has it', async () => {
  open(List, '/wms/stock-entries');
  const row = (await screen.findByRole('link', { name: 'SE-00010' })).closest('tr') as HTMLElement;
  expect(row.textContent).toContain('MAIN → SHOP');
  expect(within(row).getByText('Posted')).toBeDefined();
});

test('the stock balance totals its value and leads to the movements of an item in a warehouse', async () => {
  const { user, onNavigate } = open(StockBalanceReport, '/wms/stock-balance?warehouse=SHOP');
  const link = await screen.findByRole('link', { name: 'TYR-40-622' });
  expect((screen.getByText('Total').closest('tr') as HTMLElement).textContent).toContain('4,442.80');
  await user.click(link);
  expect(onNavigate).toHaveBeenCalledWith('/wms/stock-ledger?item=TYR-40-622&warehouse=SHOP');
});

test('a movement leads to its voucher', async () => {
  open(StockLedgerReport, '/wms/stock-ledger?item=TYR-40-622&warehouse=SHOP&from=2025-01-01&to=2025-12-31');
  const row = (await screen.findByText('SE-00004')).closest('tr') as HTMLElement;
  await waitFor(() => expect(within(row).getByRole('link').getAttribute('href')).toBe('/wms/stock-entries/SE-00004'));
  expect(row.textContent).toContain('60');
});

test('an entry shows what it posted to whoever may open the ledger, and to nobody else', async () => {
  const accountant = open(Form, '/wms/stock-entries/SE-00004', 'SE-00004');
  const postings = await screen.findByRole('table', { name: 'Postings' });
  const [debit] = await within(postings).findAllByText(/1310/);
  const row = debit?.closest('tr') as HTMLElement;
  expect(within(row).getByRole('link').getAttribute('href')).toMatch(/^\/finance\/general-ledger\?account=1310&from=2025-/);
  accountant.crash();
  const mock = mockWarehouse();
  const desk = renderScreen(<Form />, mock.handlers, {
    at: '/wms/stock-entries/SE-00004',
    params: { id: 'SE-00004' },
    canOpen: (path) => path.startsWith('/wms'),
  });
  await screen.findByText('Submitted');
  expect(screen.queryByRole('table', { name: 'Postings' })).toBeNull();
  expect(desk.calls.filter((call) => call.includes('voucher-postings'))).toEqual([]);
});

test('an item shows what there is of it', async () => {
  open(Form, '/wms/items/TYR-40-622', 'TYR-40-622');
  const stock = await screen.findByRole('table', { name: 'In stock' });
  expect(await within(stock).findByText('Central warehouse')).toBeDefined();
  expect(within(stock).getByText('240')).toBeDefined();
  expect(within(stock).getByText('Total').closest('tr')?.textContent).toBe('Total5,280.00');
});
