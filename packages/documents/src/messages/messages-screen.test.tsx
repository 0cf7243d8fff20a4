// @vitest-environment jsdom
import type { Message } from '@business-m/metadata';
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { http } from 'msw/http';
import { expect, test } from 'vitest';
import { mockMessages } from '../testing/mock-messages.ts';
import { renderScreen } from '../testing/render.tsx';
import { MessagesScreen } from './messages-screen.tsx';

const topics = { 'ledger.post': 'Post the value' };
const Screen = () => (
  <MessagesScreen scope="lab" title="Ledger messages" subtitle="What goes." topics={topics} hrefOf={({ key }) => `/lab/specimens/${key}`} />
);

function open(search = '', { refuse = [] as string[], canOpen = true } = {}) {
  const needed = ({ key }: Message) => (refuse.includes(key) ? `${key} is still needed.` : null);
  const mock = mockMessages({
    scope: 'lab',
    onDismiss: needed,
    onRetry: ({ key }) => (refuse.includes(key) ? `${key} has been cancelled since.` : null),
  });
  const send = (key: string, about: Partial<Message>) => mock.send({ topic: 'ledger.post', key, ...about });
  send('SP-1', { state: 'delivered', attempts: 1, settled_at: '2026-02-10T09:15:02.000Z' });
  send('SP-2', { state: 'refused', attempts: 1, last_error: 'No account has the purpose “inventory”.' });
  send('SP-3', { state: 'refused', attempts: 2, last_error: 'The period is closed.' });
  send('SP-4', { state: 'dead', attempts: 10, last_error: 'The answer could not be read.' });
  send('SP-5', { state: 'pending', attempts: 3, last_error: 'Finance does not answer.', next_attempt_at: '2026-02-10T09:20:00.000Z' });
  const desk = renderScreen(<Screen />, mock.handlers, { at: `/lab/messages${search}`, canOpen: () => canOpen });
  return { ...desk, mock };
}

const items = async () => within(await screen.findByRole('list', { name: 'Messages' })).getAllByRole('listitem');
const item = async (key: string) => (await items()).find((each) => each.textContent?.includes(key)) as HTMLElement;
const keys = async () => (await items()).map((each) => /SP-\d/.exec(each.textContent ?? '')?.[0]);

test('messages stand newest first, with their state, their tries and why they are not there', async () => {
  const { calls } = open();
  expect(await keys()).toEqual(['SP-5', 'SP-4', 'SP-3', 'SP-2', 'SP-1']);
  const waiting = await item('SP-5');
  expect(waiting.textContent).toContain('Waiting');
  expect(waiting.textContent).toContain('3 tries · next try now');
  expect(waiting.textContent).toContain('Finance does not answer.');
  expect(within(waiting).queryByRole('button', { name: /Retry/ })).toBeNull();
  expect((await item('SP-2')).textContent).toContain('Post the value');
  expect(
    within(await item('SP-2'))
      .getByRole('link', { name: 'SP-2' })
      .getAttribute('href'),
  ).toBe('/lab/specimens/SP-2');
  expect(calls[0]).toBe('GET /api/lab/messages');
});

test('the tabs count what is not settled, and stand in the address', async () => {
  const { user, onNavigate, calls } = open('?state=dead');
  expect(await keys()).toEqual(['SP-4']);
  const tabs = screen.getAllByRole('tab').map((tab) => tab.textContent);
  expect(tabs).toEqual(['All', 'Refused2', 'Given up1', 'Waiting1', 'Sent0', 'Dismissed', 'Delivered']);
  expect(screen.getByRole('tab', { selected: true }).textContent).toContain('Given up');
  screen.getByRole('tab', { selected: true }).focus();
  await user.keyboard('{ArrowLeft}');
  expect(onNavigate).toHaveBeenLastCalledWith('/lab/messages?state=refused');
  await waitFor(async () => expect(await keys()).toEqual(['SP-3', 'SP-2']));
  expect(calls).toContain('GET /api/lab/messages?state=refused');
});

test('a document is looked up by its number, also from a link', async () => {
  const { user, onNavigate } = open('?key=SP-4');
  expect(await keys()).toEqual(['SP-4']);
  const box = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Document number' });
  expect(box.value).toBe('SP-4');
  await user.clear(box);
  await user.type(box, 'SP-9{Enter}');
  expect(onNavigate).toHaveBeenLastCalledWith('/lab/messages?key=SP-9');
  expect(await screen.findByText('Nothing about SP-9')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Show all' }));
  expect(await keys()).toHaveLength(5);
});

test('one is retried, keeps its place and says that it is on its way', async () => {
  const { user, mock } = open('?state=refused');
  await user.click(within(await item('SP-2')).getByRole('button', { name: 'Retry SP-2' }));
  await waitFor(async () => expect(within(await item('SP-2')).getByRole('status').textContent).toBe('On its way again.'));
  expect(mock.messages.get(2)?.state).toBe('pending');
  expect(await keys()).toEqual(['SP-3', 'SP-2']);
  expect(screen.getByRole('tab', { selected: true }).textContent).toBe('Refused1');
  await user.click(screen.getByRole('tab', { name: /Waiting/ }));
  await waitFor(async () => expect(await keys()).toEqual(['SP-5', 'SP-2']));
  expect((await item('SP-2')).textContent).toContain('retried by ops@example.com');
});

test('all of a state are retried; each says what became of it', async () => {
  const { user } = open('?state=refused', { refuse: ['SP-3'] });
  await user.click(await screen.findByRole('button', { name: 'Retry all 2' }));
  expect(await screen.findByText('1 message on the way again, 1 not.')).toBeDefined();
  expect(within(await item('SP-3')).getByRole('status').textContent).toBe('Not tried again: SP-3 has been cancelled since.');
  expect(within(await item('SP-2')).getByRole('status').textContent).toBe('On its way again.');
});

test('one that need not arrive any more is dismissed with a reason, and says who did', async () => {
  const { user, mock } = open('?state=refused');
  await user.click(within(await item('SP-2')).getByRole('button', { name: 'Dismiss SP-2' }));
  const dialog = within(screen.getByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: 'Dismiss' }));
  expect(dialog.getByText('Say why, so that whoever asks later knows.')).toBeDefined();
  expect(mock.messages.get(2)?.state).toBe('refused');
  await user.type(dialog.getByRole('textbox', { name: /Why/ }), 'Entered twice.');
  await user.click(dialog.getByRole('button', { name: 'Dismiss' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(async () => expect(await keys()).toEqual(['SP-3']));
  await user.click(screen.getByRole('tab', { name: 'Dismissed' }));
  await waitFor(async () => expect(await keys()).toEqual(['SP-2']));
  expect((await item('SP-2')).textContent).toMatch(/Dismissed: Entered twice\..*dismissed by ops@example.com/s);
});

test('one that is still needed stays, and the dialog says why', async () => {
  const { user, mock } = open('?state=refused', { refuse: ['SP-2'] });
  await user.click(within(await item('SP-2')).getByRole('button', { name: 'Dismiss SP-2' }));
  const dialog = within(screen.getByRole('dialog'));
  await user.type(dialog.getByRole('textbox', { name: /Why/ }), 'Tidying up.');
  await user.click(dialog.getByRole('button', { name: 'Dismiss' }));
  expect(await dialog.findByText('SP-2 is still needed.')).toBeDefined();
  await user.click(dialog.getByRole('button', { name: 'Keep it' }));
  expect(mock.messages.get(2)?.state).toBe('refused');
});

test('a retry that cannot even be asked for says so, and nothing has changed', async () => {
  const { user, use } = open('?state=dead');
  const detail = 'The service is being moved.';
  use(
    http.post('/api/lab/messages/retry', () =>
      HttpResponse.json({ type: 'x', title: 'x', status: 503, code: 'held', detail }, { status: 503 }),
    ),
  );
  await user.click(await screen.findByRole('button', { name: 'Retry all 1' }));
  expect((await screen.findByRole('alert')).textContent).toContain(detail);
  expect(within(await item('SP-4')).getByRole('button', { name: 'Retry SP-4' })).toBeDefined();
});

test('what was in a message is folded away', async () => {
  const { user } = open('?key=SP-4');
  const details = within(await item('SP-4')).getByText('What it says');
  expect(details.closest('details')?.open).toBe(false);
  await user.click(details);
  expect(details.closest('details')?.textContent).toContain('"doctype": "stock-entry"');
});

test('without a screen for it, a document is only named', async () => {
  open('?key=SP-4', { canOpen: false });
  expect(within(await item('SP-4')).queryByRole('link')).toBeNull();
});

test('an empty state says that there is nothing to do', async () => {
  const { mock } = open('?state=dead');
  mock.messages.delete(4);
  expect(await screen.findByText('Nothing was given up.')).toBeDefined();
  expect(screen.queryByRole('button', { name: /Retry/ })).toBeNull();
});

test('a state there is none of leads back to all', async () => {
  const { user, use } = open();
  use(
    http.get('/api/lab/messages', ({ request }) =>
      request.url.includes('lost')
        ? HttpResponse.json({ type: 'x', title: 'x', status: 400, code: 'bad-query', detail: 'No such state.' }, { status: 400 })
        : undefined,
    ),
  );
  expect(await keys()).toHaveLength(5);
  await user.type(screen.getByRole('searchbox'), 'lost{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(await keys()).toHaveLength(5);
});
