// @vitest-environment jsdom

import type { Resolution } from '@business-m/contract';
import { useUnsavedGuard } from '@business-m/sdk';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drawDesk, gatewayServer, remotesAnswer, resolution } from '../testing/desk-fixture.tsx';
import { FakeEventSource } from '../testing/fake-event-source.ts';
import { sampleRemote } from '../testing/sample-remote.ts';

const server = gatewayServer();

beforeEach(() => {
  FakeEventSource.all.length = 0;
  vi.stubGlobal('EventSource', FakeEventSource);
  // Nobody waits so that desks do not ask all at once.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const yard = (version: string) => sampleRemote({ scope: 'yard', title: 'Yard', nav: [{ title: 'Gates', path: '' }], version });
const newer: Resolution = { ...resolution, revision: 2, releaseSet: 'B'.repeat(22), remotes: [sampleRemote(), yard('1.3.0')] };
const withoutYard: Resolution = {
  ...newer,
  remotes: [sampleRemote()],
  disabled: [...resolution.disabled, { scope: 'yard', title: 'Yard', message: 'Flooded until noon.' }],
};

const Form = () => {
  const [text, setText] = useState('');
  const [saved, setSaved] = useState('');
  useUnsavedGuard(text !== saved);
  return (
    <>
      <input aria-label="Remark" value={text} onChange={(event) => setText(event.target.value)} />
      <button type="button" onClick={() => setSaved(text)}>
        Save
      </button>
    </>
  );
};

const versionOf = ({ entryUrl }: { entryUrl: string }) => /\/(\d+\.\d+\.\d+)-/.exec(entryUrl)?.[1] ?? '';

async function draw(options: Parameters<typeof drawDesk>[0]) {
  const drawn = drawDesk(options);
  await screen.findByRole('navigation', { name: 'Main' });
  await act(() => drawn.parts.live.start());
  const bar = screen.getByRole('region', { name: 'New version' });
  const publish = (next: Resolution, shell = 'build-1') => {
    server.use(remotesAnswer(next));
    const { revision, releaseSet } = next;
    act(() => FakeEventSource.last.send('release-set', JSON.stringify({ revision, releaseSet, shell })));
  };
  return { ...drawn, bar, publish };
}

test('keeps typed input when a new version is offered, and updates in place after saving', async () => {
  const loaded: string[] = [];
  const { bar, publish } = await draw({
    at: '/yard',
    async loadModule(remote) {
      loaded.push(versionOf(remote));
      return Form;
    },
  });
  expect(FakeEventSource.last.url).toContain(`seen=${'A'.repeat(22)}&shell=build-1`);
  const remark = await screen.findByLabelText('Remark');
  const dress = Object.assign(document.createElement('link'), { rel: 'stylesheet' });
  dress.dataset.release = 'https://cdn.test/yard/1.2.0-0123456789ab/';
  document.head.append(dress);
  await userEvent.type(remark, 'half a sentence');
  publish(newer);
  const status = await within(bar).findByText(/Yard 1\.2\.0 → 1\.3\.0\. It waits until you have saved/);
  expect(status.getAttribute('role')).toBe('status');
  expect(document.activeElement).toBe(remark);
  expect(within(bar).queryByRole('button', { name: 'Update now' })).toBeNull();

  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  const update = await within(bar).findByRole('button', { name: 'Update now' });
  expect(screen.getByLabelText('Remark')).toHaveProperty('value', 'half a sentence');
  expect(loaded).toEqual(['1.2.0']);
  expect(dress.isConnected).toBe(true);
  await userEvent.click(update);
  await vi.waitFor(() => expect(bar.textContent).toBe(''));
  expect(loaded).toEqual(['1.2.0', '1.3.0']);
  expect(dress.isConnected).toBe(false);
  expect(screen.getByLabelText('Remark')).toHaveProperty('value', '');
});

test('a screen whose remote stays as it is keeps its state when another one is updated', async () => {
  const { bar, publish } = await draw({ at: '/shop', loadModule: async () => Form });
  await userEvent.type(await screen.findByLabelText('Remark'), 'typed');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  publish(newer);
  await userEvent.click(await within(bar).findByRole('button', { name: 'Update now' }));
  await vi.waitFor(() => expect(bar.textContent).toBe(''));
  expect(screen.getByLabelText('Remark')).toHaveProperty('value', 'typed');
});

test('lists the changes, and puts the offer off', async () => {
  const { bar, publish } = await draw({});
  publish({ ...newer, remotes: [sampleRemote(), { ...yard('1.3.0'), routes: [{ path: 'bins', expose: './bins', title: 'Bins' }] }] });
  const button = await within(bar).findByRole('button', { name: 'What changed' });
  expect(button.getAttribute('aria-expanded')).toBe('false');
  button.focus();
  await userEvent.keyboard('{Enter}');
  expect(button.getAttribute('aria-expanded')).toBe('true');
  expect(within(bar).getByText('New screens: Bins')).toBeDefined();
  await userEvent.click(within(bar).getByRole('button', { name: 'Later' }));
  expect(within(bar).queryByText(/A new version is ready/)).toBeNull();
  await userEvent.click(within(bar).getByRole('button', { name: 'New version' }));
  expect(within(bar).getByText(/A new version is ready/)).toBeDefined();
});

test('a remote that is switched off while it is open says so and goes on; taken over, its address says why', async () => {
  const { bar, publish } = await draw({ at: '/yard', loadModule: async () => Form });
  await screen.findByLabelText('Remark');
  publish(withoutYard);
  expect(await within(bar).findByText('Yard has been switched off: Flooded until noon.')).toBeDefined();
  expect(screen.getByLabelText('Remark')).toBeDefined();
  await userEvent.click(within(bar).getByRole('button', { name: 'Update now' }));
  expect(await screen.findByRole('heading', { name: 'Yard is switched off' })).toBeDefined();
  expect(screen.getByRole('main').textContent).toContain('Flooded until noon.');
});

test('offers the available release when one is gone', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  server.use(
    http.get('https://cdn.test/yard/1.2.0-0123456789ab/remote.json', () => new HttpResponse(null, { status: 404 })),
    remotesAnswer(newer),
  );
  const { history, parts } = drawDesk({ loadModule: async () => () => <h1>The new yard</h1> });
  // The tab began with the older set.
  server.use(remotesAnswer());
  await screen.findByRole('navigation', { name: 'Main' });
  server.use(remotesAnswer(newer));
  await act(() => parts.live.start());
  act(() => history.push('/yard'));
  const alert = await screen.findByRole('alert');
  await userEvent.click(await within(alert).findByRole('button', { name: 'Update now' }));
  expect(await screen.findByRole('heading', { name: 'The new yard' })).toBeDefined();
});

test('keeps the release set when the new version fails to load', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const { bar, publish } = await draw({
    at: '/yard',
    loadModule: (remote) => (versionOf(remote) === '1.3.0' ? Promise.reject(new SyntaxError('garbage')) : Promise.resolve(Form)),
  });
  await screen.findByLabelText('Remark');
  publish(newer);
  await userEvent.click(await within(bar).findByRole('button', { name: 'Update now' }));
  expect(await within(bar).findByText(/could not be loaded\. You stay/)).toBeDefined();
  expect(screen.getByLabelText('Remark')).toBeDefined();
});
