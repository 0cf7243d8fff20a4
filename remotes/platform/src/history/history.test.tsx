// @vitest-environment jsdom
import { renderScreen } from '@business-m/documents/testing/render';
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { releaseId } from '../mocks/mock-documents.ts';
import { ben } from '../mocks/mock-history.ts';
import { type MockPlatformOptions, mockPlatform } from '../mocks/mock-platform.ts';
import HistoryScreen from './history.tsx';

function open(options: MockPlatformOptions = {}) {
  const mock = mockPlatform(options);
  return { mock, ...renderScreen(<HistoryScreen />, mock.handlers, { at: '/platform/history', user: { roles: ['ops'] } }) };
}

afterEach(() => {
  vi.useRealTimers();
});

/** The list item of a revision. */
const revision = async (number: number) => {
  const box = await screen.findByRole('checkbox', { name: `Compare revision ${number}` });
  return within(box.closest('li') as HTMLElement);
};

test('a revision says who did what, who approved it, why, and what it changed', async () => {
  open();
  const newest = await revision(42);
  expect(newest.getByText('Released finance 1.9.0 to 5%')).toBeDefined();
  expect(newest.getByText('New bank reconciliation, first with a few.')).toBeDefined();
  expect(newest.getByText(/Ana Sousa, approved by Ben Okafor/)).toBeDefined();
  expect(newest.getByRole('list', { name: 'Changes of revision 42' }).textContent).toBe('finance · canary+1.9.0 at 5%');
  expect(newest.getByText('Now')).toBeDefined();
  expect(newest.queryByRole('button')).toBeNull();
  expect((await revision(37)).getByText('Edited the document')).toBeDefined();
});

test('an automatic halt shows the numbers by which it was decided', async () => {
  const { user } = open();
  const halted = await revision(41);
  expect(halted.getByText('Automatic halt', { selector: '.desk-badge' })).toBeDefined();
  const evidence = within(halted.getByRole('region', { name: 'Evidence' }));
  expect(evidence.getByRole('row', { name: /Canary 0\.10\.0.*22\.0% 9 of 41 users/ })).toBeDefined();
  expect(evidence.getByRole('row', { name: /Stable 0\.9\.1.*0\.2% 3 of 1,204 users/ })).toBeDefined();
  expect(evidence.getByText('Threw: RangeError: Invalid time value (7), Did not load: broken (2)')).toBeDefined();
  expect(within(evidence.getByRole('list', { name: 'What was thrown' })).getByText(/approve leave-2b7e\.js:1:901/)).toBeDefined();
  await user.click(evidence.getByText('Threw: RangeError: Invalid time value'));
  expect(await evidence.findByText('This release was published without source maps.')).toBeDefined();
  expect(evidence.getByText(/Surely more than 10\.1%/)).toBeDefined();
});

test('older revisions come page by page, to the first', async () => {
  const { user, calls } = open({ revisions: 30 });
  await revision(72);
  expect(screen.getAllByRole('checkbox')).toHaveLength(25);
  await user.click(screen.getByRole('button', { name: 'Load older' }));
  await waitFor(() => expect(screen.getAllByRole('checkbox')).toHaveLength(36));
  expect(calls).toContain('GET /api/gateway/admin/environments/prod/history?limit=25&before=48');
  expect(screen.queryByRole('button', { name: 'Load older' })).toBeNull();
});

test('two revisions are compared, whichever was ticked first', async () => {
  const { user } = open();
  await user.click((await revision(42)).getByRole('checkbox'));
  expect(screen.getByRole('button', { name: 'Compare' })).toHaveProperty('disabled', true);
  await user.click((await revision(39)).getByRole('checkbox'));
  await user.click(screen.getByRole('button', { name: 'Compare' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Revision 39 → 42' }));
  const differences = await dialog.findByRole('list', { name: 'Differences' });
  expect(
    within(differences)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual(['finance · canary+1.9.0 at 5%', 'people · halted+0.10.0']);
});

test('replaces the older tick with a third one', async () => {
  const { user } = open();
  for (const number of [42, 41, 40]) await user.click((await revision(number)).getByRole('checkbox'));
  expect(screen.getByText('Revision 40 with revision 41.')).toBeDefined();
  expect((await revision(42)).getByRole('checkbox')).toHaveProperty('checked', false);
});

test('a revision that somebody else adds appears by itself', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const { mock } = open();
  await revision(42);
  const locked = { kind: 'lock', reason: 'Closing' } as const;
  mock.prod.write(mock.prod.head().document, { author: ben, reason: 'Closing', changes: [locked] });
  await vi.advanceTimersByTimeAsync(10_000);
  expect((await revision(43)).getByText('Locked the environment: Closing')).toBeDefined();
});

test('restores the releases of a revision, and nothing else', async () => {
  const { user, mock } = open();
  await user.click((await revision(37)).getByRole('button', { name: 'Back to these releases, of revision 37' }));
  const dialog = within(await screen.findByRole('dialog'));
  const changes = await dialog.findByRole('list', { name: 'Changes' });
  expect(
    within(changes)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual(['Roll finance back to 1.7.2', 'Roll wms back to 2.2.9']);
  await user.click(dialog.getByLabelText(/^Why/));
  await user.paste('The last good week');
  await waitFor(() => expect(dialog.getByRole('button', { name: 'Go back' })).toHaveProperty('disabled', false));
  await user.click(dialog.getByRole('button', { name: 'Go back' }));
  await waitFor(() => expect(mock.prod.head().summary.number).toBe(43));
  const { finance, wms } = mock.prod.head().document.remotes;
  expect(finance?.releases).toEqual({ stable: releaseId('finance', '1.7.2') });
  expect(wms?.releases).toEqual({ stable: releaseId('wms', '2.2.9') });
  expect(finance?.bindings).toHaveLength(2);
  expect(mock.prod.head().document.remotes['fixed-assets']?.enabled).toBe(false);
});
