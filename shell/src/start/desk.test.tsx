// @vitest-environment jsdom

import { useApi, useShown, useUnsavedGuard } from '@business-m/sdk';
import { useQuery } from '@tanstack/react-query';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { http } from 'msw/http';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { ada, drawDesk, gatewayServer, problemAnswer, remotesAnswer } from '../testing/desk-fixture.tsx';

const server = gatewayServer();
// Faults are logged for whoever looks; the tests look at the screen.
const quiet = () => vi.spyOn(console, 'error').mockImplementation(() => {});

const Items = () => <h1>All items</h1>;

const Form = () => {
  const [text, setText] = useState('');
  useUnsavedGuard(text !== '');
  return <input aria-label="Remark" value={text} onChange={(event) => setText(event.target.value)} />;
};

/** Says what became of a save. */
const Counter = () => {
  const api = useApi();
  const [said, setSaid] = useState('');
  const save = () =>
    api.post<{ id: string }>('/api/resource/gate', { width: '2' }, { idempotencyKey: 'one' }).then(
      ({ data }) => setSaid(`Saved ${data.id}`),
      (error: Error) => setSaid(error.message),
    );
  return (
    <button type="button" onClick={() => void save()}>
      Save {said}
    </button>
  );
};

const Gates = () => {
  const api = useApi();
  useQuery({ queryKey: ['gate'], queryFn: () => api.get('/api/meta/gate') });
  return <input aria-label="Remark" defaultValue="half a sentence" />;
};

test('navigation, cards and what is switched off come from the manifest', async () => {
  drawDesk({});
  const main = await screen.findByRole('navigation', { name: 'Main' });
  expect(
    within(main)
      .getAllByRole('link')
      .map((link) => link.getAttribute('href')),
  ).toEqual(['/shop', '/shop/items', '/shop/items/groups', '/yard']);
  expect(within(main).getByRole('heading', { name: 'Things' })).toBeDefined();
  expect(within(main).getByText('Being cleaned until Monday.')).toBeDefined();
  expect(within(within(screen.getByRole('main')).getByRole('region', { name: 'Yard' })).getByRole('link', { name: 'Gates' })).toBeDefined();
  expect(screen.getByRole('link', { name: 'Skip to content' }).getAttribute('href')).toBe('#main');
});

test('loads a link’s screen inside the desk, marks its entry, and sets the title', async () => {
  drawDesk({ loadModule: async (_, expose) => (expose === './items' ? Items : null) });
  const main = await screen.findByRole('navigation', { name: 'Main' });
  await userEvent.click(within(main).getByRole('link', { name: 'Items' }));
  expect(await screen.findByRole('heading', { name: 'All items' })).toBeDefined();
  expect(within(main).getByRole('link', { name: 'Items' }).getAttribute('aria-current')).toBe('page');
  expect(document.title).toBe('Items · Shop · Business M Desk');
  expect(document.activeElement).toBe(screen.getByRole('main'));
});

test.each([
  ['cannot be fetched', () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))],
  ['is garbage', () => Promise.reject(new SyntaxError('Unexpected token'))],
  ['is no component', async () => ({ nonsense: true })],
  [
    'throws while it draws',
    async () => () => {
      throw new Error('cannot draw');
    },
  ],
])('a screen that %s fails by itself, and a retry heals it under another URL', async (_, broken) => {
  quiet();
  const urls: string[] = [];
  const loadModule = ({ entryUrl }: { entryUrl: string }) => {
    urls.push(entryUrl);
    return urls.length === 1 ? broken() : Promise.resolve(() => <h1>Healed</h1>);
  };
  drawDesk({ at: '/yard', loadModule });
  const alert = await screen.findByRole('alert');
  expect(within(alert).getByRole('heading').textContent).toBe('This screen is not available');
  expect(alert.textContent).toContain('Yard');
  expect(screen.getByRole('navigation', { name: 'Main' })).toBeDefined();
  await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('heading', { name: 'Healed' })).toBeDefined();
  expect(urls).toEqual([
    'https://cdn.test/yard/1.2.0-0123456789ab/remoteEntry.js',
    'https://cdn.test/%79ard/1.2.0-0123456789ab/remoteEntry.js',
  ]);
});

test('keeps other screens working while one hangs', async () => {
  drawDesk({
    at: '/yard',
    loadModule: ({ scope }) => (scope === 'yard' ? new Promise(() => {}) : Promise.resolve(() => <h1>Shop is open</h1>)),
  });
  expect(await screen.findByRole('status', { name: 'Yard is loading' })).toBeDefined();
  await userEvent.click(within(screen.getByRole('navigation', { name: 'Main' })).getByRole('link', { name: 'Overview' }));
  expect(await screen.findByRole('heading', { name: 'Shop is open' })).toBeDefined();
});

test.each([
  ['/nowhere', 'There is no such page'],
  ['/shop/items/a/b', 'There is no such page'],
  ['/attic/boxes', 'Attic is switched off'],
])('%s: %s', async (at, heading) => {
  drawDesk({ at });
  expect(await screen.findByRole('heading', { name: heading, level: 1 })).toBeDefined();
});

test('says that the manifest is missing, and recovers', async () => {
  server.use(http.get('*/api/gateway/remotes', () => problemAnswer(503, 'upstream-down', 'The manifest is away.')));
  drawDesk({});
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('The manifest is away.');
  server.use(remotesAnswer());
  await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('heading', { name: 'Welcome, Ada' })).toBeDefined();
});

test('asks before a link leaves unsaved work', async () => {
  const { history } = drawDesk({ at: '/yard', loadModule: async () => Form });
  await userEvent.type(await screen.findByLabelText('Remark'), 'half a sentence');
  const link = within(screen.getByRole('navigation', { name: 'Main' })).getByRole('link', { name: 'Items' });
  await userEvent.click(link);
  await userEvent.click(await screen.findByRole('button', { name: 'Stay' }));
  expect(history.location.pathname).toBe('/yard');
  expect(screen.getByLabelText('Remark')).toHaveProperty('value', 'half a sentence');
  await userEvent.click(link);
  await userEvent.click(await screen.findByRole('button', { name: 'Leave' }));
  await expect.poll(() => history.location.pathname).toBe('/shop/items');
});

test('asks before signing out with unsaved work', async () => {
  let ended = 0;
  server.use(
    http.delete('*/api/gateway/session', () => {
      ended += 1;
      return problemAnswer(503, 'unavailable', 'The server is busy.');
    }),
  );
  drawDesk({ at: '/yard', loadModule: async () => Form });
  await userEvent.type(await screen.findByLabelText('Remark'), 'half a sentence');
  const signOut = async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Signed in as Ada Park' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
    return screen.findByRole('dialog', { name: 'Sign out without saving?' });
  };
  await userEvent.click(within(await signOut()).getByRole('button', { name: 'Stay' }));
  expect(ended).toBe(0);
  expect(screen.getByLabelText('Remark')).toHaveProperty('value', 'half a sentence');
  await userEvent.click(within(await signOut()).getByRole('button', { name: 'Sign out' }));
  expect(await screen.findByText('The server is busy.')).toBeDefined();
  expect(ended).toBe(1);
});

test('a session that ends asks for the password over the screen, which stays', async () => {
  server.use(http.get('*/api/meta/gate', () => problemAnswer(401, 'signed-out', 'You are signed out.')));
  drawDesk({ at: '/yard', loadModule: async () => Gates });
  const dialog = await screen.findByRole('dialog', { name: 'You have been signed out' });
  expect(within(dialog).getByLabelText('Email')).toHaveProperty('value', 'ada@example.com');
  expect(screen.getByLabelText('Remark')).toHaveProperty('value', 'half a sentence');
});

test('draws the desk with a notice when the session cannot be verified', async () => {
  server.use(http.get('*/api/gateway/session', () => HttpResponse.error()));
  drawDesk({ user: 'unsaid' });
  expect(await screen.findByText(/server does not answer/)).toBeDefined();
  expect(screen.getByRole('navigation', { name: 'Main' })).toBeDefined();
});

test.each([
  ['goes on by itself once the same user is back', ada, ['one', 'one'], 'Save Saved G-1'],
  ['is not sent for another user', { ...ada, id: 'u-ben' }, ['one'], 'Save Sign in first.'],
])('a save that the end of the session interrupted %s', async (_, signedIn, keys, words) => {
  const sent: (string | null)[] = [];
  // jsdom cannot leave the page, and says so.
  quiet();
  server.use(
    http.post('*/api/resource/gate', ({ request }) => {
      sent.push(request.headers.get('Idempotency-Key'));
      return sent.length === 1 ? problemAnswer(401, 'signed-out', 'Sign in first.') : HttpResponse.json({ id: 'G-1' });
    }),
    http.post('*/api/gateway/session', () => HttpResponse.json({ user: signedIn })),
  );
  drawDesk({ at: '/yard', loadModule: async () => Counter });
  await userEvent.click(await screen.findByRole('button', { name: /Save/ }));
  const dialog = await screen.findByRole('dialog', { name: 'You have been signed out' });
  expect(screen.queryByText(/Sign in first/)).toBeNull();
  await userEvent.type(within(dialog).getByLabelText('Password'), 'secret');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Sign in' }));
  expect(await screen.findByRole('button', { name: words, hidden: true })).toBeDefined();
  expect(sent).toEqual(keys);
});

const Item = () => {
  useShown({ title: 'Bolt M6 · BOLT', source: '/api/resource/item/BOLT' });
  return <h1>Bolt M6</h1>;
};

test('“Recently opened” has titles, and not what is gone meanwhile', async () => {
  let asked = 0;
  const item = http.get('*/api/resource/item/BOLT', () => {
    asked += 1;
    return asked === 1 ? HttpResponse.json({}) : problemAnswer(404, 'not-found', 'Gone.');
  });
  server.use(item);
  drawDesk({ at: '/shop/items/BOLT', loadModule: async () => Item });
  await screen.findByRole('heading', { name: 'Bolt M6' });
  const home = async () => userEvent.click(screen.getAllByRole('link', { name: /Business M/ })[0] as HTMLElement);
  await home();
  const recent = await screen.findByRole('region', { name: 'Recently opened' });
  await userEvent.click(within(recent).getByRole('link', { name: /^Bolt M6 · BOLT/ }));
  await screen.findByRole('heading', { name: 'Bolt M6' });
  await home();
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Recently opened' })).toBeNull());
});

const online = (is: boolean) => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(is);
  window.dispatchEvent(new Event(is ? 'online' : 'offline'));
};

test('without a network the desk says so, and a screen that could not be loaded opens once it is back', async () => {
  quiet();
  let calls = 0;
  drawDesk({
    at: '/shop',
    loadModule: async (_, expose) => {
      calls += 1;
      if (!navigator.onLine) throw new TypeError('Failed to fetch dynamically imported module');
      return () => <h1>There: {expose}</h1>;
    },
  });
  await screen.findByRole('heading', { name: /^There/ });
  act(() => online(false));
  expect(await screen.findByText('You are offline')).toBeDefined();
  await userEvent.click(within(screen.getByRole('navigation', { name: 'Main' })).getByRole('link', { name: 'Gates' }));
  expect((await screen.findByRole('alert')).textContent).toContain('You are offline. Yard opens by itself once you are connected again.');
  act(() => online(true));
  expect(await screen.findByRole('heading', { name: /^There/ })).toBeDefined();
  expect(screen.queryByText('You are offline')).toBeNull();
  expect(calls).toBe(3);
  vi.restoreAllMocks();
});
