// @vitest-environment jsdom
import { renderScreen } from '@business-m/documents/testing/render';
import { screen, waitFor, within } from '@testing-library/react';
import type { ComponentType } from 'react';
import { expect, test } from 'vitest';
import Form from './forms/form.tsx';
import Home from './home/home.tsx';
import List from './lists/list.tsx';
import { mockWarehouse } from './mocks/handlers.ts';
import StockBalanceReport from './reports/stock-balance.tsx';
import StockLedgerReport from './reports/stock-ledger.tsx';

function open(Screen: ComponentType, at: string, id?: string) {
  const mock = mockWarehouse();
  return {
    ...renderScreen(<Screen />, mock.handlers, { at, params: id === undefined ? {} : { id } }),
    entries: () => mock.documents('stock-entry'),
  };
}

const field = (label: string) => screen.findByLabelText<HTMLInputElement>(new RegExp(`^${label}`));

test('the overview shows what the stock is worth and what was refused', async () => {
  open(Home, '/wms');
  await waitFor(() => expect(within(screen.getByRole('group', { name: 'Stock value' })).getByText('3,489.00')).toBeDefined());
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

test('a line says what is available where the stock leaves from; too much stands out and is refused at its cell', async () => {
  const { user } = open(Form, '/wms/stock-entries/new');
  await user.selectOptions(await field('Purpose'), 'Issue');
  await user.type(await field('From warehouse'), 'shop');
  await user.click(await screen.findByRole('option', { name: /Shop floor/ }));
  await user.type(await field('Item, row 1'), 'tyre');
  await user.click(await screen.findByRole('option', { name: /Tyre/ }));
  expect(await screen.findByText('14 Nos')).toBeDefined();
  await user.type(await field('Quantity, row 1'), '15');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  const qty = await field('Quantity, row 1');
  await waitFor(() => expect(qty.getAttribute('aria-invalid')).toBe('true'));
  expect(document.getElementById(qty.getAttribute('aria-describedby') ?? '')?.textContent).toBe('There are only 14 of TYR-40-622 in SHOP.');
});

test('a submitted entry says that its value is on the way, and asks until it has arrived', async () => {
  const { user, entries } = open(Form, '/wms/stock-entries/SE-00006', 'SE-00006');
  const doc = entries().get('SE-00006');
  if (doc) entries().set(doc.id, { ...doc, from_warehouse: 'MAIN' });
  await user.click(await screen.findByRole('button', { name: 'Submit' }));
  expect(await screen.findByText(/on the way to the ledger/)).toBeDefined();
  await waitFor(() => expect(screen.queryByText(/on the way to the ledger/)).toBeNull(), { timeout: 8000 });
  expect(screen.getByText('Posted')).toBeDefined();
});

test('what the ledger refused is told in its own words', async () => {
  open(Form, '/wms/stock-entries/SE-00005', 'SE-00005');
  expect(await screen.findByText('The ledger refused the value of this entry')).toBeDefined();
  expect(screen.getByText('No account has the purpose “inventory”.')).toBeDefined();
});

test('the list shows where stock went and whether the ledger has it', async () => {
  open(List, '/wms/stock-entries');
  const row = (await screen.findByRole('link', { name: 'SE-00003' })).closest('tr') as HTMLElement;
  expect(row.textContent).toContain('MAIN → SHOP');
  expect(within(row).getByText('Posted')).toBeDefined();
});

test('the stock balance totals its value and leads to the movements of an item in a warehouse', async () => {
  const { user, onNavigate } = open(StockBalanceReport, '/wms/stock-balance?warehouse=SHOP');
  const link = await screen.findByRole('link', { name: 'TYR-40-622' });
  expect((screen.getByText('Total').closest('tr') as HTMLElement).textContent).toContain('346.50');
  await user.click(link);
  expect(onNavigate).toHaveBeenCalledWith('/wms/stock-ledger?item=TYR-40-622&warehouse=SHOP');
});

test('a movement leads to its voucher', async () => {
  open(StockLedgerReport, '/wms/stock-ledger?item=TYR-40-622&warehouse=SHOP&from=2026-01-01&to=2026-12-31');
  const row = (await screen.findByText('SE-00004')).closest('tr') as HTMLElement;
  await waitFor(() => expect(within(row).getByRole('link').getAttribute('href')).toBe('/wms/stock-entries/SE-00004'));
  expect(row.textContent).toContain('-6');
});

test('an item shows what there is of it', async () => {
  open(Form, '/wms/items/TYR-40-622', 'TYR-40-622');
  const stock = await screen.findByRole('table', { name: 'In stock' });
  expect(await within(stock).findByText('Main warehouse')).toBeDefined();
  expect(within(stock).getByText('60')).toBeDefined();
});
