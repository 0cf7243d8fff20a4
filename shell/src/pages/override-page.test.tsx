// @vitest-environment jsdom

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { http } from 'msw/http';
import { expect, test } from 'vitest';
import { drawDesk, gatewayServer, problemAnswer } from '../testing/desk-fixture.tsx';
import { readAskedOverride } from './override-page.tsx';

const server = gatewayServer();
const link = '/override?scope=people&origin=http%3A%2F%2Flocalhost%3A5175&path=staff';

test('names the remote and its origin before anything happens', async () => {
  drawDesk({ at: link });
  expect(await screen.findByRole('heading', { name: 'Run a remote from elsewhere?' })).toBeDefined();
  const main = screen.getByRole('main');
  expect(main.textContent).toContain('people, which this desk does not have yet');
  expect(main.textContent).toContain('http://localhost:5175');
  expect(main.textContent).toContain('can do everything in the desk that you can do');
});

test('it asks for the chosen time, and says why when that is refused', async () => {
  const asked: unknown[] = [];
  server.use(
    http.post('*/api/gateway/overrides', async ({ request }) => {
      asked.push(await request.json());
      return problemAnswer(403, 'forbidden', 'Your roles do not allow you to run a remote from elsewhere.');
    }),
  );
  drawDesk({ at: link });
  await userEvent.selectOptions(await screen.findByLabelText('For'), '15 minutes');
  await userEvent.click(screen.getByRole('button', { name: 'Run it here' }));
  const alert = await screen.findByRole('alert');
  expect(within(alert).getByText(/Your roles do not allow/)).toBeDefined();
  expect(asked).toEqual([{ scope: 'people', origin: 'http://localhost:5175', minutes: 15 }]);
});

test.each(['/override', '/override?scope=people', '/override?scope=People&origin=http://localhost:5175'])(
  '%s asks for nothing',
  async (at) => {
    server.use(http.post('*/api/gateway/overrides', () => HttpResponse.error()));
    drawDesk({ at });
    expect((await screen.findByRole('alert')).textContent).toContain('This link is incomplete');
    expect(screen.queryByRole('button', { name: 'Run it here' })).toBeNull();
  },
);

test.each([
  ['&path=staff/:id', '/people/staff/:id'],
  ['&path=//evil.test', '/people'],
  ['&path=../../evil', '/people'],
  ['', '/people'],
])('a link with %s leads inside the remote', (path, target) => {
  expect(readAskedOverride(`?scope=people&origin=http://localhost:5175${path}`)).toMatchObject({ target });
});

test.each(['javascript:alert(1)', 'http://localhost:5175/path', 'http://user@localhost:5175', 'file:///etc/passwd', ''])(
  '%s is no origin',
  (origin) => {
    expect(readAskedOverride(`?${new URLSearchParams({ scope: 'people', origin })}`)).toHaveProperty('wrong');
  },
);
