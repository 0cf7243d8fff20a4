// @vitest-environment jsdom
import { renderScreen } from '@business-m/documents/testing/render';
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { http } from 'msw/http';
import { afterEach, expect, test, vi } from 'vitest';
import { type MockPlatformOptions, mockPlatform } from '../mocks/mock-platform.ts';
import FleetScreen from './fleet.tsx';

function open(at = '/platform', options: MockPlatformOptions = {}) {
  const mock = mockPlatform(options);
  return { mock, ...renderScreen(<FleetScreen />, mock.handlers, { at, user: { roles: ['ops'] } }) };
}

/** By the elements: asking for the role of everything on a page of fifty rows takes seconds in jsdom. */
const rows = () => [...document.querySelectorAll<HTMLElement>('tbody > tr')];
const titles = () => rows().map((row) => row.querySelector('a .platform-pair > span')?.textContent);
const refuse = (status: number, code: string, detail: string) =>
  HttpResponse.json({ type: 'about:blank', title: 'No', status, code, detail }, { status });

afterEach(() => {
  vi.useRealTimers();
});

test('sorts what needs attention first, with the canary’s figures below stable’s', async () => {
  open();
  const finance = (await screen.findByRole('link', { name: /^Finance/ })).closest('tr');
  expect(titles()).toEqual(['Sales', 'Finance', 'People', 'Fixed assets', 'Purchasing', 'Platform', 'Reports', 'Warehouse']);
  const cells = within(finance as HTMLElement)
    .getAllByRole('cell')
    .map((cell) => [...cell.querySelectorAll('.platform-pair > span')].map((line) => line.textContent));
  expect(cells.slice(2, 6)).toEqual([
    ['1.8.0', '1.9.0 canary'],
    ['95%', '5%'],
    ['1,204', '64'],
    ['0.4%', '9.4%'],
  ]);
  expect(within(finance as HTMLElement).getByText('Canary fails')).toBeDefined();
  expect(screen.getByText('0.10.0 halted')).toBeDefined();
});

test('rows are found by name, team and version, and by state, and the address keeps it', async () => {
  const { user, onNavigate } = open();
  await screen.findByText('8 remotes');
  await user.click(screen.getByLabelText('Find a remote'));
  await user.paste('finance ui 1.0.3');
  expect(titles()).toEqual(['Fixed assets']);
  expect(onNavigate).toHaveBeenLastCalledWith('/platform?q=finance+ui+1.0.3');
  await user.clear(screen.getByLabelText('Find a remote'));
  await user.selectOptions(screen.getByLabelText('State'), 'Needs attention');
  expect(titles()).toEqual(['Sales', 'Finance', 'People']);
  await user.click(screen.getByLabelText('Find a remote'));
  await user.paste('nothing like it');
  await user.click(await screen.findByRole('button', { name: 'Show all' }));
  expect(screen.getByText('8 remotes')).toBeDefined();
});

test('of a thousand remotes one page is drawn, and each can be found', async () => {
  const { user } = open('/platform', { remotes: 992 });
  await screen.findByText('1,000 remotes');
  expect(rows()).toHaveLength(50);
  expect(titles()[0]).toBe('Sales');
  await user.click(screen.getByLabelText('Next page'));
  expect(screen.getByText('51–100 of 1,000')).toBeDefined();
  await user.click(screen.getByLabelText('Find a remote'));
  await user.paste('part-777 ');
  expect(titles()).toEqual(['Part 777']);
});

test('another environment shows what is released there and does not pretend to know how it does', async () => {
  const { user } = open();
  await screen.findByText('8 remotes');
  const environments = screen.getByLabelText('Environment');
  expect(within(environments).getByRole('option', { name: 'prod · here' })).toBeDefined();
  await user.selectOptions(environments, 'staging');
  const customers = (await screen.findByRole('link', { name: /Customers/ })).closest('tr') as HTMLElement;
  expect(within(customers).getByText('0.1.0')).toBeDefined();
  expect(within(customers).queryByText('Well')).toBeNull();
  expect(screen.getByText('You look at staging, which another gateway serves.')).toBeDefined();
  expect(within(customers).getByRole('link').getAttribute('href')).toBe('/platform/remotes/crm?env=staging');
});

test('shows a lock, a faulty edit and waiting proposals first', async () => {
  const { mock } = open('/platform', { approval: true });
  mock.prod.head().document.policy = { locked: { reason: 'Year-end closing', by: 'Ana Sousa', at: '2026-11-21T12:00:00.000Z' } };
  mock.prod.fault = { path: 'remotes.wms.releases.stable', message: 'There is no such release.' };
  expect(await screen.findByText('prod is locked: Year-end closing')).toBeDefined();
  expect(screen.getByRole('alert').textContent).toContain('remotes.wms.releases.stable: There is no such release.');
  expect(screen.getByText('2 proposals wait for approval.')).toBeDefined();
  expect(screen.getByRole('link', { name: 'Look at them' }).getAttribute('href')).toBe('/platform/proposals');
});

test('polls every ten seconds, and keeps what is shown when that fails', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const { mock, calls, use } = open();
  await screen.findByText('8 remotes');
  const asked = () => calls.filter((call) => call.endsWith('/admin/fleet')).length;
  const before = asked();
  delete mock.prod.head().document.remotes.reports;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await screen.findByText('7 remotes')).toBeDefined();
  expect(asked()).toBe(before + 1);
  use(http.get('/api/gateway/admin/fleet', () => refuse(503, 'store-away', 'The store does not answer.')));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await screen.findByText(/Nothing new is known since/)).toBeDefined();
  expect(rows()).toHaveLength(7);
});

test.each([
  [403, 'forbidden', 'This is for the role ops.', 'These screens are for the role ops'],
  [500, 'internal', 'It broke.', 'This could not be loaded'],
])('an answer %i says why there is nothing to see', async (status, code, detail, title) => {
  const { use } = open();
  use(http.get('/api/gateway/admin/*', () => refuse(status, code, detail)));
  expect((await screen.findByRole('alert')).textContent).toContain(title);
  expect(screen.getByText(new RegExp(detail))).toBeDefined();
});

test('an environment without remotes says so', async () => {
  const { mock } = open();
  mock.prod.head().document.remotes = {};
  expect(await screen.findByText('prod has no remotes yet')).toBeDefined();
});

test('an environment is locked with a reason, and unlocked', async () => {
  const { user, mock, calls } = open();
  await user.click(await screen.findByRole('button', { name: 'Lock prod' }));
  await user.click(screen.getByRole('button', { name: 'Lock' }));
  expect(screen.getByText(/Say why/)).toBeDefined();
  expect(calls.filter((call) => call.startsWith('POST'))).toEqual([]);
  await user.click(screen.getByLabelText(/^Why/));
  await user.paste('Year-end closing');
  await user.click(screen.getByRole('button', { name: 'Lock' }));
  expect(await screen.findByText('prod is locked: Year-end closing')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Unlock prod' }));
  await user.click(screen.getByLabelText(/^Why/));
  await user.paste('Done');
  await user.click(screen.getByRole('button', { name: 'Unlock' }));
  await waitFor(() => expect(screen.queryByText(/is locked/)).toBeNull());
  expect(mock.prod.head().summary).toMatchObject({ reason: 'Done', changes: [{ kind: 'unlock' }] });
});

test('leads from an unknown environment to the served one', async () => {
  open('/platform?env=nope');
  const link = await screen.findByRole('link', { name: 'The remotes of prod' });
  expect(link.getAttribute('href')).toBe('/platform');
});
