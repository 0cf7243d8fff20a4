// @vitest-environment jsdom

import type { DevelopmentRemote, Override } from '@business-m/contract';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { http } from 'msw/http';
import { expect, test } from 'vitest';
import { serverStates } from '../overrides/server-states.ts';
import { drawDesk, gatewayServer, problemAnswer } from '../testing/desk-fixture.tsx';

const server = gatewayServer();
const origin = 'http://localhost:5175';
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const override = (scope: string, minutes: number): Override => ({ scope, origin, expiresAt: inMinutes(minutes) });
const description = (scope: string): DevelopmentRemote => ({
  schemaVersion: 1,
  scope,
  version: '2.0.0',
  title: scope === 'shop' ? 'Shop of tomorrow' : scope,
  nav: [],
  routes: [{ path: '', expose: './home', title: 'Home' }],
  permissions: [],
  requires: { shared: {}, hostApi: '^1.0.0' },
});
const serves = (scope: string) => http.get(`${origin}/@desk/remote.json`, () => HttpResponse.json(description(scope)));
const banner = () => screen.findByRole('region', { name: 'Remotes from elsewhere' });

test('shows no banner without overrides', async () => {
  drawDesk({});
  await screen.findByRole('navigation', { name: 'Main' });
  expect(screen.queryByRole('region', { name: 'Remotes from elsewhere' })).toBeNull();
});

test('it names the remote, its address and the time left, and takes it back', async () => {
  const reset: string[] = [];
  server.use(
    serves('shop'),
    http.delete('*/api/gateway/overrides/:scope', ({ params }) => {
      reset.push(String(params.scope));
      return problemAnswer(503, 'unavailable', 'The server is busy.');
    }),
  );
  drawDesk({ overrides: [override('shop', 42)] });
  const region = await banner();
  expect(region.textContent).toContain('Shop of tomorrow runs from http://localhost:5175, 42 min left.');
  await userEvent.click(within(region).getByRole('button', { name: 'Reset Shop of tomorrow' }));
  expect(await screen.findByText('The server is busy.')).toBeDefined();
  expect(reset).toEqual(['shop']);
});

test('resets all overrides at once', async () => {
  let all = 0;
  server.use(
    serves('shop'),
    http.delete('*/api/gateway/overrides', () => {
      all += 1;
      return problemAnswer(503, 'unavailable', 'The server is busy.');
    }),
  );
  drawDesk({ overrides: [override('shop', 42), override('yard', 7)] });
  const region = await banner();
  expect(within(region).getAllByRole('listitem')).toHaveLength(2);
  await userEvent.click(within(region).getByRole('button', { name: 'Reset all' }));
  expect(await screen.findByText('The server is busy.')).toBeDefined();
  expect(all).toBe(1);
});

test('says that a dev server does not answer, also when it stops later', async () => {
  server.use(http.get(`${origin}/@desk/remote.json`, () => HttpResponse.error()));
  drawDesk({ overrides: [override('shop', 42)] });
  const region = await banner();
  expect((await within(region).findByRole('status')).textContent).toContain('does not answer');
  act(() => serverStates.set(origin, { status: 'answers' }));
  expect(within(region).queryByRole('status')).toBeNull();
  act(() => void window.dispatchEvent(new CustomEvent('desk:development-server', { detail: { origin, answers: false } })));
  expect(within(region).getByRole('status').textContent).toContain('Its dev server has stopped.');
});
