// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { http } from 'msw/http';
import { expect, test } from 'vitest';
import { ada, drawDesk, gatewayServer, problemAnswer } from '../testing/desk-fixture.tsx';

const server = gatewayServer();

async function fillIn(email: string, password: string) {
  const user = userEvent.setup();
  if (email) await user.type(screen.getByLabelText('Email'), email);
  if (password) await user.type(screen.getByLabelText('Password'), password);
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
}

test('signing in draws the desk, without another page', async () => {
  server.use(
    http.post('*/api/gateway/session', async ({ request }) => {
      expect(await request.json()).toEqual({ email: 'ada@example.com', password: 'demo' });
      return HttpResponse.json({ user: ada });
    }),
  );
  drawDesk({ user: null });
  await fillIn('ada@example.com ', 'demo');
  expect(await screen.findByRole('heading', { name: 'Welcome, Ada' })).toBeDefined();
  expect(screen.queryByLabelText('Password')).toBeNull();
});

test('reports a wrong password at its field, and focuses it', async () => {
  server.use(http.post('*/api/gateway/session', () => problemAnswer(401, 'wrong-credentials', 'Email and password do not match.')));
  drawDesk({ user: null });
  await fillIn('ada@example.com', 'wrong');
  const password = await screen.findByLabelText('Password');
  await expect.poll(() => password.getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByText('Email and password do not match.').closest('[id]')?.id).toBe(password.getAttribute('aria-describedby'));
  expect(document.activeElement).toBe(password);
});

test('marks the field that the server names', async () => {
  const errors = [{ field: 'email', code: 'invalid', message: 'This is no email address.' }];
  server.use(http.post('*/api/gateway/session', () => problemAnswer(422, 'invalid', 'Invalid.', { errors })));
  drawDesk({ user: null });
  await fillIn('ada', 'demo');
  expect(await screen.findByText('This is no email address.')).toBeDefined();
  expect(screen.getByLabelText('Email').getAttribute('aria-invalid')).toBe('true');
});

test('an empty field is refused without asking the server', async () => {
  drawDesk({ user: null });
  await fillIn('', 'demo');
  expect(screen.getByText('Enter your email address.')).toBeDefined();
  expect(document.activeElement).toBe(screen.getByLabelText('Email'));
});

test('says above the form that the server does not answer', async () => {
  server.use(http.post('*/api/gateway/session', () => HttpResponse.error()));
  drawDesk({ user: null });
  await fillIn('ada@example.com', 'demo');
  expect(await screen.findByText(/could not be reached/)).toBeDefined();
});
