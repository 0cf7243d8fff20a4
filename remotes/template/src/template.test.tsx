// @vitest-environment jsdom
import { renderScreen } from '@business-m/documents/testing/render';
import { screen } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { http } from 'msw/http';
import { expect, test } from 'vitest';
import Home from './home/home.tsx';
import { mockNotes } from './mocks/notes.ts';
import Notes from './notes/notes.tsx';

test('a task is added, ticked off, and refused when there is nothing to add', async () => {
  const { user, onNotify, onUnsaved } = renderScreen(<Home />, [], { at: '/template' });
  await user.click(screen.getByRole('button', { name: 'Add' }));
  expect(screen.getByText('Say what is to be done.')).toBeDefined();
  await user.type(screen.getByLabelText(/New task/), 'Call the bank');
  expect(onUnsaved).toHaveBeenLastCalledWith(true);
  await user.keyboard('{Enter}');
  expect(onNotify).toHaveBeenCalledWith({ kind: 'success', title: 'Task added' });
  expect(onUnsaved).toHaveBeenLastCalledWith(false);
  expect(screen.getByText(/one task is left/)).toBeDefined();
  await user.click(screen.getByRole('checkbox', { name: 'Call the bank: done' }));
  expect(screen.getByText(/nothing is left to do/)).toBeDefined();
});

test('notes come from the service', async () => {
  const { calls } = renderScreen(<Notes />, mockNotes(), { at: '/template/notes' });
  expect(await screen.findByText('The supplier sends samples.')).toBeDefined();
  expect(calls).toEqual(['GET /api/template/notes']);
});

test('while there is no service the screen says so', async () => {
  const problem = { type: 'about:blank', title: 'Not Found', status: 404, code: 'unknown-scope', detail: 'There is no such scope.' };
  const nowhere = http.get('/api/template/notes', () => HttpResponse.json(problem, { status: 404 }));
  renderScreen(<Notes />, [nowhere], { at: '/template/notes' });
  expect(await screen.findByText('No service yet')).toBeDefined();
});
