// @vitest-environment jsdom
import { renderScreen } from '@business-m/documents/testing/render';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { releaseId } from '../mocks/mock-documents.ts';
import { mockPlatform } from '../mocks/mock-platform.ts';
import PromoteScreen from './promote.tsx';

function open(at = '/platform/promote') {
  const mock = mockPlatform();
  return { mock, ...renderScreen(<PromoteScreen />, mock.handlers, { at, user: { roles: ['ops'] } }) };
}

const boxes = async () => {
  await screen.findByRole('checkbox', { name: /Finance/ });
  return screen.getAllByRole('checkbox') as HTMLInputElement[];
};

test('lists differences from → to, with the canary that would end', async () => {
  open();
  await boxes();
  const table = screen.getByRole('table', { name: 'What would be promoted' });
  const rows = within(table)
    .getAllByRole('row')
    .map((row) => row.textContent?.replaceAll(/ [0-9a-f]{7}/g, ' '));
  expect(rows).toEqual([
    'RemoteNow in prodFrom stagingCanary that ends',
    'Finance finance1.8.0 → 1.9.0 1.9.0',
    'Sales sales3.0.4 → 3.1.0 –',
    'Warehouse wms2.3.0 → 2.4.0 –',
    'Customers crmNot here yet→ 0.1.0 –',
  ]);
  expect(screen.getByText('5 more have the same release in both.')).toBeDefined();
});

test('only what is ticked is promoted', async () => {
  const { user, mock } = open();
  const [, sales] = await boxes();
  await user.click(sales as HTMLElement);
  await user.click(screen.getByRole('button', { name: 'Promote 2 of 4' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Promote 2 remotes from staging?' }));
  await user.click(dialog.getByLabelText(/^Why/));
  await user.paste('A week without a complaint');
  await waitFor(() => expect(dialog.getByRole('button', { name: 'Promote' })).toHaveProperty('disabled', false));
  await user.click(dialog.getByRole('button', { name: 'Promote' }));
  await waitFor(() => expect(mock.prod.head().summary.changes).toEqual([{ kind: 'promote', from: 'staging', scopes: ['finance', 'wms'] }]));
  const { finance, sales: left } = mock.prod.head().document.remotes;
  expect(finance?.releases).toEqual({ stable: releaseId('finance', '1.9.0') });
  expect(left?.releases.stable).toBe(releaseId('sales', '3.0.4'));
  await waitFor(() => expect(screen.getByRole('button', { name: 'Promote 0 of 2' })).toHaveProperty('disabled', true));
});

test('promotes a remote new to the environment only when it is ticked', async () => {
  const { user, mock } = open();
  const all = await boxes();
  expect(all.map(({ checked }) => checked)).toEqual([true, true, true, false]);
  for (const box of all) await user.click(box);
  await user.click(screen.getByRole('button', { name: 'Promote 1 of 4' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Promote crm from staging?' }));
  await user.click(dialog.getByLabelText(/^Why/));
  await user.paste('Its first release');
  await waitFor(() => expect(dialog.getByRole('button', { name: 'Promote' })).toHaveProperty('disabled', false));
  await user.click(dialog.getByRole('button', { name: 'Promote' }));
  await waitFor(() => expect(mock.prod.head().document.remotes.crm?.releases).toEqual({ stable: releaseId('crm', '0.1.0') }));
});

test('what follows publication there can be promoted: the gateway knows which release that is', async () => {
  open('/platform/promote?from=dev');
  await boxes();
  expect(screen.getByRole('button', { name: 'Promote 8 of 9' })).toHaveProperty('disabled', false);
});
