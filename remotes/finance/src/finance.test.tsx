// @vitest-environment jsdom
import { renderScreen } from '@business-m/documents/testing/render';
import { screen, waitFor, within } from '@testing-library/react';
import type { ComponentType } from 'react';
import { expect, test } from 'vitest';
import { declaration } from '../remote.ts';
import ChartOfAccounts from './chart/chart-of-accounts.tsx';
import Form from './forms/form.tsx';
import Home from './home/home.tsx';
import List from './lists/list.tsx';
import { mockFinance } from './mocks/handlers.ts';
import GeneralLedgerReport from './reports/general-ledger.tsx';
import TrialBalanceReport from './reports/trial-balance.tsx';

function open(Screen: ComponentType, at: string, id?: string) {
  const mock = mockFinance();
  return {
    ...renderScreen(<Screen />, mock.handlers, { at, params: id === undefined ? {} : { id } }),
    entries: () => mock.documents('journal-entry'),
  };
}

const rowOf = (text: string | RegExp) => screen.getByText(text).closest('tr') as HTMLElement;
const cell = (name: string) => screen.findByLabelText<HTMLInputElement>(name);

test('the overview shows what the ledger holds and what waits', async () => {
  open(Home, '/finance');
  await waitFor(() => expect(within(screen.getByRole('group', { name: 'Drafts waiting' })).getByText('1')).toBeDefined());
  expect(within(screen.getByRole('group', { name: 'Liabilities' })).getByText('684.00')).toBeDefined();
  expect(
    within(screen.getByRole('group', { name: 'Assets' }))
      .getByRole('link')
      .getAttribute('href'),
  ).toBe('/finance/accounts');
});

test('a journal entry shows its difference as it is typed, and Submit waits for balance', async () => {
  const { user, entries, onNavigate } = open(Form, '/finance/journal-entries/new');
  await user.type(await cell('Account, row 1'), 'rent');
  await user.click(await screen.findByRole('option', { name: /Rent/ }));
  await user.type(await cell('Debit, row 1'), '1850.10');
  expect(await screen.findByText('Debit', { selector: 'th' })).toBeDefined();
  expect(screen.getByText('Credit is short')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Submit' })).toHaveProperty('disabled', true);
  await user.type(await cell('Account, row 2'), '1120');
  await user.click(await screen.findByRole('option', { name: /Bank, current/ }));
  await user.type(await cell('Credit, row 2'), '1850.10');
  expect(screen.getByText('Balances')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Submit' }));
  await waitFor(() => expect(onNavigate).toHaveBeenCalledWith('/finance/journal-entries/JE-00010'));
  expect(entries().get('JE-00010')).toMatchObject({
    status: 'submitted',
    lines: [
      { account: '5200', debit: '1850.10' },
      { account: '1120', credit: '1850.10' },
    ],
  });
});

test('a further line starts with what is missing', async () => {
  const { user } = open(Form, '/finance/journal-entries/new');
  await user.type(await cell('Debit, row 1'), '12.5');
  await user.click(screen.getByRole('button', { name: 'Add row' }));
  expect(await cell('Credit, row 3')).toHaveProperty('value', '12.50');
});

test("the server's word on an unbalanced draft stands at the lines", async () => {
  const { user } = open(Form, '/finance/journal-entries/JE-00009', 'JE-00009');
  await user.clear(await cell('Debit, row 1'));
  await user.type(await cell('Debit, row 1'), '1');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  const message = await screen.findByText(/Debits and credits differ/, { selector: '[role="alert"] *' });
  expect(screen.getByRole('table', { name: 'Lines' }).getAttribute('aria-describedby')).toBe(message.closest('[role="alert"]')?.id);
});

test('the trial balance adds up and leads to the ledger of an account in its period', async () => {
  const { user, calls, onNavigate } = open(TrialBalanceReport, '/finance/trial-balance?from=2026-01-01&to=2026-01-31');
  const bank = (await screen.findByText(/Bank, current account/)).closest('tr') as HTMLElement;
  expect(calls[0]).toBe('GET /api/finance/reports/trial-balance?from=2026-01-01&to=2026-01-31');
  expect(bank.textContent).toContain('47,731.10');
  expect(rowOf('Total').textContent?.match(/56,552\.90/g)).toHaveLength(2);
  await user.click(within(bank).getByRole('link'));
  expect(onNavigate).toHaveBeenCalledWith('/finance/general-ledger?account=1120&from=2026-01-01&to=2026-01-31');
});

test('accounts without figures stay away until asked for', async () => {
  const { user } = open(TrialBalanceReport, '/finance/trial-balance?from=2026-01-01&to=2026-01-31');
  await screen.findByText(/Bank, current account/);
  expect(screen.queryByText(/Cost of goods sold/)).toBeNull();
  await user.click(screen.getByLabelText('Accounts without figures'));
  expect(screen.getByText(/Cost of goods sold/)).toBeDefined();
});

test('the general ledger runs from opening to closing, and each row leads to its voucher', async () => {
  open(GeneralLedgerReport, '/finance/general-ledger?account=1120&from=2026-02-01&to=2026-02-28');
  expect(await screen.findByText('Opening')).toBeDefined();
  expect(rowOf('Opening').textContent).toContain('47,731.10');
  expect(rowOf('Rent February').textContent).toContain('45,881.10');
  expect(rowOf('Closing').textContent).toContain('50,165.10');
  await waitFor(() =>
    expect(within(rowOf('Rent February')).getByRole('link').getAttribute('href')).toBe('/finance/journal-entries/JE-00006'),
  );
});

test('without an account the ledger asks for one and calls nothing it would be refused', async () => {
  const { calls } = open(GeneralLedgerReport, '/finance/general-ledger');
  expect(await screen.findByText('Choose an account', { selector: ':not(input)' })).toBeDefined();
  expect(calls.filter((call) => call.includes('general-ledger'))).toEqual([]);
});

test('the chart closes a group and finds an account with its groups', async () => {
  const { user } = open(ChartOfAccounts, '/finance/accounts');
  await user.click(await screen.findByRole('button', { name: 'Close Assets' }));
  expect(screen.queryByText('Petty cash')).toBeNull();
  await user.type(screen.getByRole('searchbox', { name: 'Search accounts' }), 'petty');
  expect(await screen.findByText('Petty cash')).toBeDefined();
  expect(screen.getByText('Cash and bank')).toBeDefined();
  expect(screen.queryByText('Liabilities')).toBeNull();
});

test.each(['customers', 'suppliers', 'journal-entries'])('the list of %s starts with exactly what its route preloads', async (place) => {
  const { calls } = open(List, `/finance/${place}`);
  expect((await screen.findAllByRole('link')).length).toBeGreaterThan(0);
  const preloads = declaration.routes.find(({ path }) => path === place)?.preload ?? [];
  expect(calls.slice(0, 2).toSorted()).toEqual(preloads.map((template) => `GET ${template.replace('{search}', '')}`).toSorted());
});
