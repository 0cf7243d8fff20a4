// @vitest-environment jsdom
import { renderScreen } from '@business-m/documents/testing/render';
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { http } from 'msw/http';
import { expect, test } from 'vitest';
import { releaseId } from '../mocks/mock-documents.ts';
import { ana } from '../mocks/mock-history.ts';
import { type MockPlatformOptions, mockPlatform } from '../mocks/mock-platform.ts';
import RemoteScreen from './remote.tsx';

function open(scope: string, options: MockPlatformOptions = {}, search = '') {
  const mock = mockPlatform(options);
  const desk = renderScreen(<RemoteScreen />, mock.handlers, {
    at: `/platform/remotes/${scope}${search}`,
    params: { id: scope },
    user: { roles: ['ops'] },
  });
  return { mock, ...desk };
}

test('does not offer the stable version to a share of users', async () => {
  const { user } = open('people');
  await user.click(await screen.findByRole('button', { name: 'Release 0.9.1' }));
  expect(await screen.findByLabelText(/^Share of users, in %/)).toHaveProperty('value', '100');
});

test('of an environment that another gateway serves, what was published can be released too', async () => {
  const { user } = open('finance', {}, '?env=staging');
  await user.click(await screen.findByRole('button', { name: 'Release 1.7.1' }));
  expect(await screen.findByRole('dialog', { name: 'Release Finance 1.7.1' })).toBeDefined();
});

test('shows no address for a remote that makes no calls of its own', async () => {
  open('people');
  const upstreams = (await screen.findByRole('heading', { name: 'Upstreams' })).closest('section') as HTMLElement;
  expect(within(upstreams).getByText('No calls of its own')).toBeDefined();
  expect(upstreams.textContent).not.toContain('http');
});

test('shows what a remote widens the page’s policy by, and how to consent to the rest', async () => {
  open('people');
  const needs = (await screen.findByRole('heading', { name: 'What its screens need of the page' })).closest('section') as HTMLElement;
  const wordsOf = (need: string) => within(needs).getByText(need, { selector: 'dt' }).parentElement?.textContent;
  expect(wordsOf('workers')).toContain('widens the page’s policy');
  expect(wordsOf('camera')).toContain('not granted');
  expect(needs.textContent).toContain('npx desk consent people camera "images https://photos.example.com" --reason');
});

test('says nothing of needs of a remote that has none', async () => {
  open('finance');
  await screen.findByRole('heading', { name: 'Upstreams' });
  expect(screen.queryByRole('heading', { name: /need of the page/ })).toBeNull();
});

type User = ReturnType<typeof open>['user'];

const preview = () => screen.findByRole('list', { name: 'Differences' });
const head = (mock: ReturnType<typeof open>['mock']) => mock.prod.head();
/** Pasted: a letter at a time is slow, and nobody is interested in how a reason is typed. */
async function why(user: User, reason: string) {
  await user.click(screen.getByLabelText(/^Why/));
  await user.paste(reason);
}

async function choose(user: User, item: string) {
  await user.click(await screen.findByRole('button', { name: 'More' }));
  await user.click(await screen.findByRole('menuitem', { name: item }));
}

async function setShare(user: User, share: string) {
  const input = screen.getByLabelText(/^Share of users, in %/);
  await user.clear(input);
  await user.type(input, share);
}

test('versions say who gets them, when they were published, by whom signed, and how they do', async () => {
  open('finance');
  const versions = await screen.findByRole('table', { name: 'Versions' });
  const cells = within(versions)
    .getAllByRole('row')
    .slice(1, 4)
    .map((row) =>
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    );
  expect(cells.map(([version, uses, , signed, , users, errors]) => [version, uses, signed, users, errors])).toEqual([
    ['1.9.0', 'Canary 5%', '4be1c07d9a3f5520', '64', '9.4%'],
    ['1.8.0', 'Stable 95%role auditor, region eu-west', '4be1c07d9a3f5520', '1,204', '0.4%'],
    ['1.7.2', 'tenant acme', '–', '88', '0.0%'],
  ]);
  const health = screen.getByRole('table', { name: 'Health by version' });
  expect(within(health).getByRole('row', { name: 'Failed for 5 (0.4%) 6 (9.4%)' })).toBeDefined();
  expect(within(health).getByRole('row', { name: /^Threw: TypeError: Cannot read .* 0 5$/ })).toBeDefined();
  expect(await screen.findByText('http://finance-acme.internal:8080')).toBeDefined();
});

test('what was thrown is shown by the team’s own files, and as it was reported', async () => {
  const { user, calls } = open('finance');
  const thrown = within(await screen.findByRole('list', { name: 'What was thrown' }));
  const stack = () => thrown.getByText(/saveEntry/).textContent;
  expect(stack()).toContain('saveEntry journal-entry-4f1c.js:1:20417');
  expect(calls.filter((call) => call.includes('/stack'))).toEqual([]);
  await user.click(thrown.getByText(/^Threw: TypeError/));
  await waitFor(() => expect(stack()).toContain('saveEntry src/journal-entry/use-save.ts:41:20417'));
  expect(stack()).toContain('HTMLButtonElement.onClick ui-8a1b.js:3:911');
  await user.click(thrown.getByRole('button', { name: 'As reported' }));
  expect(stack()).toContain('saveEntry journal-entry-4f1c.js:1:20417');
});

test('a release goes to an exact share, after a preview and with a reason, and the screen follows', async () => {
  const { user, mock, calls, onNotify } = open('wms');
  await user.click(await screen.findByRole('button', { name: 'Release 2.4.0' }));
  expect((await preview()).textContent).toContain('2.4.0 at 5%');
  await setShare(user, '5.25');
  expect(screen.getByText(/Exactly 525 of 10,000 users/)).toBeDefined();
  await waitFor(async () => expect((await preview()).textContent).toContain('2.4.0 at 5.25%'));
  const confirm = await screen.findByRole('button', { name: 'Release to 5.25%' });
  await waitFor(() => expect(confirm).toHaveProperty('disabled', false));
  await user.click(confirm);
  expect(screen.getByText(/Say why/)).toBeDefined();
  await why(user, 'First look');
  await user.click(confirm);
  expect(await screen.findByText('Canary 5.25%', { selector: 'header *' })).toBeDefined();
  expect(onNotify).toHaveBeenCalledWith({ kind: 'success', title: 'Revision 43 is in effect', detail: 'First look' });
  expect(head(mock).summary).toMatchObject({
    reason: 'First look',
    changes: [{ kind: 'release', scope: 'wms', release: releaseId('wms', '2.4.0'), shareBps: 525 }],
  });
  expect(calls.at(-1)).toContain('GET');
});

test('a share outside 0 to 100 cannot be released', async () => {
  const { user } = open('wms');
  await user.click(await screen.findByRole('button', { name: 'Release 2.4.0' }));
  await setShare(user, '101');
  expect(screen.getByText(/From 0 to 100/)).toBeDefined();
  expect(within(screen.getByRole('dialog')).getByRole('button', { name: 'Release' })).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('button', { name: '25%' }));
  await waitFor(() => expect(screen.getByRole('button', { name: 'Release to 25%' })).toHaveProperty('disabled', false));
});

test('raises the share of a canary, and releases it to everybody', async () => {
  const { user, mock } = open('purchase');
  await user.click(await screen.findByRole('button', { name: 'Change its share' }));
  expect(screen.queryByRole('combobox', { name: /^Release/ })).toBeNull();
  await setShare(user, '50');
  await why(user, 'Looks good');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Release to 50%' })).toHaveProperty('disabled', false));
  await user.click(screen.getByRole('button', { name: 'Release to 50%' }));
  expect(await screen.findByRole('img', { name: 'Canary 50%, stable 50%' })).toBeDefined();

  await user.click(screen.getByRole('button', { name: 'Release 1.3.0 to everybody' }));
  expect((await preview()).textContent).toContain('purchase · stable1.2.0→1.3.0');
  await why(user, 'For all');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Release to everybody' })).toHaveProperty('disabled', false));
  await user.click(screen.getByRole('button', { name: 'Release to everybody' }));
  await waitFor(() => expect(screen.queryByRole('img', { name: /Canary/ })).toBeNull());
  expect(head(mock).document.remotes.purchase?.releases).toEqual({ stable: releaseId('purchase', '1.3.0') });
});

test('proposes a release where approval is required', async () => {
  const { user, mock, onNotify } = open('wms', { approval: true });
  await user.click(await screen.findByRole('button', { name: 'Release 2.4.0' }));
  await why(user, 'First look');
  await user.click(await screen.findByRole('button', { name: 'Propose' }));
  await waitFor(() => expect(onNotify).toHaveBeenCalledWith(expect.objectContaining({ title: 'Waits for approval' })));
  expect(await screen.findByText('3 proposals wait for approval.')).toBeDefined();
  expect(head(mock).summary.number).toBe(42);
});

test('shows both sides of a lost race, keeps the input, and can look again', async () => {
  const { user, mock } = open('finance');
  await user.click(await screen.findByRole('button', { name: 'Change its share' }));
  await setShare(user, '10');
  await why(user, 'More of them');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Release to 10%' })).toHaveProperty('disabled', false));
  const theirs = { kind: 'disable', scope: 'wms' } as const;
  mock.prod.change([theirs], { author: ana, reason: 'The scanner is down' });
  await user.click(screen.getByRole('button', { name: 'Release to 10%' }));
  expect(await screen.findByText('Meanwhile Ana Sousa switched wms off.')).toBeDefined();
  expect(screen.getByRole('list', { name: 'Theirs' }).textContent).toBe('wms · switched onyes→no');
  expect(screen.getByRole('list', { name: 'Yours' }).textContent).toBe('finance · share of the canary5%→10%');
  await user.click(screen.getByRole('button', { name: 'Look again' }));
  expect(screen.getByLabelText(/^Share of users, in %/)).toHaveProperty('value', '10');
  expect(screen.getByLabelText(/^Why/)).toHaveProperty('value', 'More of them');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Release to 10%' })).toHaveProperty('disabled', false));
  await user.click(screen.getByRole('button', { name: 'Release to 10%' }));
  await waitFor(() => expect(head(mock).summary.number).toBe(44));
  expect(head(mock).document.remotes.wms?.enabled).toBe(false);
});

test('shows a lost race in the preview', async () => {
  const { user, mock } = open('finance');
  await user.click(await screen.findByRole('button', { name: 'Change its share' }));
  const theirs = { kind: 'disable', scope: 'wms' } as const;
  mock.prod.change([theirs], { author: ana, reason: 'The scanner is down' });
  await setShare(user, '10');
  expect(await screen.findByText('Meanwhile Ana Sousa switched wms off.')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Look again' }));
  expect((await preview()).textContent).toBe('finance · share of the canary5%→10%');
});

test('halts a canary with a reason that everybody sees', async () => {
  const { user, mock } = open('finance', { approval: true });
  await user.click(await screen.findByRole('button', { name: 'Halt 1.9.0' }));
  await preview();
  await why(user, 'Crashes on saving');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Halt' })).toHaveProperty('disabled', false));
  await user.click(screen.getByRole('button', { name: 'Halt' }));
  expect(await screen.findByText(/1\.9\.0 was halted: Crashes on saving/)).toBeDefined();
  expect(head(mock).document.remotes.finance?.releases.canary).toBeUndefined();
});

test('rolling back names what it goes back to', async () => {
  const { user, mock } = open('wms');
  await choose(user, 'Roll back…');
  const confirm = await screen.findByRole('button', { name: 'Roll back to 2.2.9' });
  await why(user, 'Labels are wrong');
  await user.click(confirm);
  await waitFor(() => expect(head(mock).document.remotes.wms?.releases.stable).toBe(releaseId('wms', '2.2.9')));
});

test('a remote is switched off with a message, and on again', async () => {
  const { user } = open('wms');
  await choose(user, 'Switch off…');
  await user.click(screen.getByLabelText('Message to its users'));
  await user.paste('Back at 14:00');
  await why(user, 'Moving the service');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Switch off' })).toHaveProperty('disabled', false));
  await user.click(screen.getByRole('button', { name: 'Switch off' }));
  expect(await screen.findByText('Its users read: “Back at 14:00”')).toBeDefined();
  await choose(user, 'Switch on…');
  await why(user, 'Moved');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Switch on' })).toHaveProperty('disabled', false));
  await user.click(screen.getByRole('button', { name: 'Switch on' }));
  await waitFor(() => expect(screen.queryByText('Switched off for everybody.')).toBeNull());
});

test('binds users to a release, and ends the binding', async () => {
  const { user, mock } = open('wms');
  await user.click(await screen.findByRole('button', { name: 'Bind' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByLabelText('Tenant'), 'acme');
  await user.click(within(dialog).getByLabelText(/^Release/));
  await user.click(await screen.findByRole('option', { name: /2\.2\.9/ }));
  await why(user, 'Acme trains next week');
  await waitFor(() => expect(within(dialog).getByRole('button', { name: 'Bind' })).toHaveProperty('disabled', false));
  await user.click(within(dialog).getByRole('button', { name: 'Bind' }));
  await user.click(await screen.findByRole('button', { name: 'End the binding of tenant acme' }));
  expect(head(mock).document.remotes.wms?.bindings).toEqual([{ match: { tenant: 'acme' }, release: releaseId('wms', '2.2.9') }]);
  await why(user, 'Trained');
  await waitFor(() => expect(screen.getByRole('button', { name: 'End it' })).toHaveProperty('disabled', false));
  await user.click(screen.getByRole('button', { name: 'End it' }));
  expect(await screen.findByText(/Nobody is bound/)).toBeDefined();
});

test('shows the gateway’s refusal, and disables confirming', async () => {
  const { user } = open('people');
  await user.click(await screen.findByRole('button', { name: 'Release 0.10.0' }));
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('This would not be accepted');
  expect(alert.textContent).toContain(': Failed for 9 of 41 users');
  expect(screen.getByRole('button', { name: 'Release to 5%' })).toHaveProperty('disabled', true);
});

test.each([
  [403, 'forbidden', 'You may not do this'],
  [409, 'environment-locked', 'The environment is locked'],
  [409, 'store-read-only', 'Nothing can be changed from here'],
  [503, 'store-unavailable', 'The manifest cannot be changed at the moment'],
])('a refusal %i of the deed itself leaves the input as it was', async (status, code, title) => {
  const { user, use } = open('wms');
  await choose(user, 'Roll back…');
  const confirm = await screen.findByRole('button', { name: 'Roll back to 2.2.9' });
  await why(user, 'Labels are wrong');
  use(
    http.post('/api/gateway/admin/environments/prod/changes', () =>
      HttpResponse.json({ type: 'about:blank', title: 'No', status, code, detail: 'Because.' }, { status }),
    ),
  );
  await user.click(confirm);
  expect((await screen.findByRole('alert')).textContent).toBe(`${title}Because.`);
  expect(screen.getByLabelText(/^Why/)).toHaveProperty('value', 'Labels are wrong');
});

test('while the environment is locked, only halting is possible', async () => {
  const { mock } = open('finance');
  head(mock).document.policy = { locked: { reason: 'Closing', by: 'Ana', at: '2026-11-21T12:00:00.000Z' } };
  expect(await screen.findByRole('button', { name: 'Halt 1.9.0' })).toHaveProperty('disabled', false);
  for (const name of ['Change its share', 'Release 1.9.0 to everybody', 'Bind', 'More', 'Release'])
    expect(screen.getByRole('button', { name })).toHaveProperty('disabled', true);
});

test('says that a remote does not exist', async () => {
  open('nobody');
  expect(await screen.findByText('prod has no remote “nobody”')).toBeDefined();
});
