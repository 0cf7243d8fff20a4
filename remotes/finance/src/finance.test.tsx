// @vitest-environment jsdom
import { renderScreen } from '@business-m/documents/testing/render';
import { useNavigate } from '@business-m/sdk';
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { http } from 'msw/http';
import type { ComponentType } from 'react';
import { expect, test } from 'vitest';
import { declaration } from '../remote.ts';
import ChartOfAccounts from './chart/chart-of-accounts.tsx';
import Form from './forms/form.tsx';
import Home from './home/home.tsx';
import List from './lists/list.tsx';
import { mockFinance } from './mocks/handlers.ts';
import recording from './mocks/recorded.json' with { type: 'json' };
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
  await waitFor(() => expect(within(screen.getByRole('group', { name: 'Drafts waiting' })).getByText('2')).toBeDefined());
  expect(within(screen.getByRole('group', { name: 'Liabilities' })).getByText('98,115.83')).toBeDefined();
  expect(
    within(screen.getByRole('group', { name: 'Assets' }))
      .getByRole('link')
      .getAttribute('href'),
  ).toBe('/finance/accounts');
});

test('shows the difference of a journal entry as it is typed, and blocks Submit until it balances', async () => {
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
  await waitFor(() => expect(onNavigate).toHaveBeenCalledWith('/finance/journal-entries/JE-00014'));
  expect(entries().get('JE-00014')).toMatchObject({
    status: 'submitted',
    lines: [
      { account: '5220', debit: '1850.10' },
      { account: '1120', credit: '1850.10' },
    ],
  });
});

test('an account that only stock posts to is not offered', async () => {
  const { user, calls } = open(Form, '/finance/journal-entries/new');
  await user.type(await cell('Account, row 1'), '13');
  await waitFor(() => expect(calls).toContain('GET /api/resource/account?is_group=false&disabled=false&purpose.not=inventory&limit=200'));
  await user.clear(await cell('Account, row 1'));
  await user.type(await cell('Account, row 1'), '1');
  expect(await screen.findByRole('option', { name: /^1120/ })).toBeDefined();
  expect(screen.queryByRole('option', { name: /^1310/ })).toBeNull();
});

test('a further line starts with what is missing', async () => {
  const { user } = open(Form, '/finance/journal-entries/new');
  await user.type(await cell('Debit, row 1'), '12.5');
  await user.click(screen.getByRole('button', { name: 'Add row' }));
  expect(await cell('Credit, row 3')).toHaveProperty('value', '12.50');
});

test("the server's word on an unbalanced draft stands at the lines", async () => {
  const { user, use } = open(Form, '/finance/journal-entries/JE-00012', 'JE-00012');
  const { unbalanced } = recording.refusals;
  use(http.put('/api/resource/journal-entry/JE-00012', () => HttpResponse.json(unbalanced, { status: unbalanced.status })));
  await user.clear(await cell('Debit, row 1'));
  await user.type(await cell('Debit, row 1'), '1');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findAllByText(/they differ by 1479.00/);
  const describedBy = screen.getByRole('table', { name: 'Lines' }).getAttribute('aria-describedby');
  expect(document.getElementById(describedBy ?? '')?.textContent).toBe(unbalanced.detail);
});

test('the trial balance adds up and leads to the ledger of an account in its period', async () => {
  const { user, calls, onNavigate } = open(TrialBalanceReport, '/finance/trial-balance?from=2025-01-01&to=2025-01-31');
  const bank = (await screen.findByText(/Bank, current account/)).closest('tr') as HTMLElement;
  expect(calls[0]).toBe('GET /api/finance/reports/trial-balance?from=2025-01-01&to=2025-01-31');
  expect(bank.textContent).toContain('99,175.80');
  expect(rowOf('Total').textContent?.match(/252,929\.23/g)).toHaveLength(2);
  await user.click(within(bank).getByRole('link'));
  expect(onNavigate).toHaveBeenCalledWith('/finance/general-ledger?account=1120&from=2025-01-01&to=2025-01-31');
});

test('a report says whose it is and in which money, on screen and on its sheet; its figures do not', async () => {
  const { use } = open(TrialBalanceReport, '/finance/trial-balance?from=2025-01-01&to=2025-01-31');
  const told = { headers: { 'Company-Name': 'Halden%20Trading', 'Company-Currency': 'NOK' } };
  const [, report] = Object.entries(recording.reports).find(([path]) => path.includes('trial-balance?')) ?? [];
  use(http.get('/api/finance/reports/trial-balance', () => HttpResponse.json(report, told)));
  expect(await screen.findByText('Halden Trading · Amounts in NOK')).toBeDefined();
  expect(document.querySelector('.desk-print')?.textContent).toContain('Jan 01, 2025 to Jan 31, 2025');
  expect(screen.getByRole('table', { name: 'Trial balance' }).textContent).not.toContain('NOK');
});

test('accounts without figures stay away until asked for', async () => {
  const { user } = open(TrialBalanceReport, '/finance/trial-balance?from=2025-01-01&to=2025-01-31');
  await screen.findByText(/Bank, current account/);
  expect(screen.queryByText(/Retained earnings/)).toBeNull();
  await user.click(screen.getByLabelText('Accounts without figures'));
  expect(screen.getByText(/Retained earnings/)).toBeDefined();
});

test('the general ledger runs from opening to closing, and each row leads to its voucher', async () => {
  open(GeneralLedgerReport, '/finance/general-ledger?account=1120&from=2025-01-02&to=2025-01-31');
  expect(await screen.findByText('Opening')).toBeDefined();
  expect(rowOf('Opening').textContent).toContain('78,238.80');
  expect(rowOf('Bank loan drawn').textContent).toContain('118,238.80');
  expect(rowOf('Closing').textContent).toContain('99,175.80');
  await waitFor(() =>
    expect(within(rowOf('Bank loan drawn')).getByRole('link').getAttribute('href')).toBe('/finance/journal-entries/JE-00003'),
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
  expect(screen.queryByText('Cash box, trade counter')).toBeNull();
  await user.type(screen.getByRole('searchbox', { name: 'Search accounts' }), 'cash box');
  expect(await screen.findByText('Cash box, trade counter')).toBeDefined();
  expect(screen.getByText('Cash and bank')).toBeDefined();
  expect(screen.queryByText('Liabilities')).toBeNull();
});

test.each(['customers', 'suppliers', 'journal-entries'])('the list of %s starts with exactly what its route preloads', async (place) => {
  const { calls } = open(List, `/finance/${place}`);
  expect((await screen.findAllByRole('link')).length).toBeGreaterThan(0);
  const preloads = declaration.routes.find(({ path }) => path === place)?.preload ?? [];
  expect(calls.slice(0, 2).toSorted()).toEqual(preloads.map((template) => `GET ${template.replace('{search}', '')}`).toSorted());
});

/** The trial balance, with a link to an address that was mistyped. */
function Mistyped() {
  const navigate = useNavigate();
  return (
    <>
      <button type="button" onClick={() => navigate('/finance/trial-balance?from=2025-02-01&to=2025-01-31')}>
        Mistype
      </button>
      <TrialBalanceReport />
    </>
  );
}

test('a report whose From is after To says so at the field; what it showed stays, and a mended day asks anew', async () => {
  const { user, calls, use } = open(Mistyped, '/finance/trial-balance?from=2025-01-01&to=2025-01-31');
  use(
    http.get('/api/finance/reports/trial-balance', ({ request }) => {
      const { searchParams } = new URL(request.url);
      if (String(searchParams.get('from')) <= String(searchParams.get('to'))) return undefined;
      const detail = 'The period ends before it starts.';
      return HttpResponse.json(
        { type: 'about:blank', title: 'No', status: 400, code: 'bad-query', detail, field: 'from' },
        { status: 400 },
      );
    }),
  );
  await screen.findByText('Total');
  const shown = screen.getByRole('table', { name: 'Trial balance' }).textContent;
  await user.click(screen.getByRole('button', { name: 'Mistype' }));
  expect(await screen.findByText('From is after To, 01/31/2025.')).toBeDefined();
  expect(screen.getByRole('table', { name: 'Trial balance' }).textContent).toBe(shown);
  const from = screen.getByRole('textbox', { name: 'From' });
  await user.clear(from);
  await user.type(from, '010125{Enter}');
  await waitFor(() => expect(screen.queryByText(/From is after To/)).toBeNull());
  expect(calls.filter((call) => call.includes('2025-02-01'))).toHaveLength(1);
});
