// @vitest-environment jsdom

import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { http } from 'msw/http';
import { expect, test } from 'vitest';
import { mockDocuments } from '../testing/mock-documents.ts';
import { renderScreen } from '../testing/render.tsx';
import { shelf, specimen, specimens } from '../testing/specimen.ts';
import { field, last, open, press, Specimens, writes } from './testing/open-specimen.tsx';

test('submitting saves what is unsaved first; what is submitted reads, it does not edit', async () => {
  const desk = open('SP-00001');
  await desk.user.type(await field('Title'), ' II');
  expect(desk.onUnsaved).toHaveBeenLastCalledWith(true);
  await desk.user.click(await press('Submit'));
  expect(await screen.findByText('Submitted')).toBeDefined();
  expect(writes(desk)).toEqual(['PUT /api/resource/specimen/SP-00001', 'POST /api/resource/specimen/SP-00001/submit']);
  expect(screen.queryByLabelText(/^Title/)?.tagName).not.toBe('INPUT');
  expect(screen.getByText('1,250.50')).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
});

const shortOf = (field: string) =>
  http.post('/api/resource/specimen/:id/submit', () =>
    HttpResponse.json(
      { type: 'about:blank', title: 'Short', status: 409, code: 'short', detail: 'There are only 2.', field },
      { status: 409 },
    ),
  );

test('what is saved and then refused says why on its rows, which came anew from the server', async () => {
  const desk = open('SP-00001');
  desk.use(shortOf('lines.2.qty'));
  await desk.user.type(await field('Title'), ' II');
  await desk.user.click(await press('Submit'));
  expect((await screen.findAllByText('There are only 2.')).length).toBeGreaterThan(0);
  expect((await field('Quantity, row 2')).getAttribute('aria-invalid')).toBe('true');
  expect((await field('Quantity, row 1')).getAttribute('aria-invalid')).toBeNull();
});

test('a new document that is saved and then refused says why at its own address', async () => {
  const { handlers } = mockDocuments({ docTypes: [specimen, shelf].map((meta) => ({ meta, documents: [] })) });
  const desk = renderScreen(<Specimens />, handlers, { at: '/lab/specimens/new' });
  desk.use(shortOf('lines.1.qty'));
  await desk.user.type(await field('Title'), 'Gneiss');
  await desk.user.type(await field('Part, row 1'), 'Core');
  await desk.user.type(await field('Quantity, row 1'), '3');
  await desk.user.click(await press('Submit'));
  await waitFor(() => expect(screen.getByLabelText(/^Quantity, row 1/).getAttribute('aria-invalid')).toBe('true'));
  expect(desk.onNavigate).toHaveBeenCalledWith('/lab/specimens/SP-00001');
  expect(writes(desk)).toEqual(['POST /api/resource/specimen', 'POST /api/resource/specimen/SP-00001/submit']);
});

test('cancelling asks first, and only a yes does it', async () => {
  const desk = open('SP-00002');
  await desk.user.click(await press('More actions'));
  await desk.user.click(await screen.findByRole('menuitem', { name: /Cancel specimen/ }));
  await desk.user.click(await press('Keep it'));
  expect(writes(desk)).toEqual([]);
  await desk.user.click(await press('More actions'));
  await desk.user.click(await screen.findByRole('menuitem', { name: /Cancel specimen/ }));
  await desk.user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Cancel specimen' }));
  expect(await screen.findByText('Cancelled')).toBeDefined();
});

test.each([
  ['same-date', /^What it posted is reversed on the same date\. A cancelled document stays readable/],
  ['today', /^What it posted is reversed today, \w{3} \d\d, \d{4}\. A cancelled document stays readable/],
  [undefined, /^A cancelled document stays readable/],
] as const)('the question before cancelling says what becomes of the postings: %s', async (reversal, words) => {
  const meta = reversal ? { ...specimen, reversal } : specimen;
  const desk = open('SP-00002', { docTypes: [{ meta, documents: specimens }] });
  await desk.user.click(await press('More actions'));
  await desk.user.click(await screen.findByRole('menuitem', { name: /Cancel specimen/ }));
  expect(await screen.findByText(words)).toBeDefined();
});

test('a cancelled document is amended into a new draft', async () => {
  const desk = open('SP-00003');
  await desk.user.click(await press('Amend'));
  await waitFor(() => expect(desk.onNavigate).toHaveBeenCalledWith('/lab/specimens/SP-00004'));
  expect(last(desk.stored())).toMatchObject({ status: 'draft', amended_from: 'SP-00003' });
});

test('a draft is deleted after a yes, and the list comes back', async () => {
  const desk = open('SP-00001');
  await desk.user.click(await press('More actions'));
  await desk.user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  await desk.user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(desk.onNavigate).toHaveBeenCalledWith('/lab/specimens'));
  expect(desk.stored().has('SP-00001')).toBe(false);
});

test('a day more than a year away is asked about before it is submitted, not when it is saved', async () => {
  const desk = open('SP-00001');
  const day = await field('Taken on');
  await desk.user.clear(day);
  await desk.user.type(day, '01/03/2062');
  await desk.user.click(await press('Save'));
  await waitFor(() => expect(writes(desk)).toEqual(['PUT /api/resource/specimen/SP-00001']));
  await desk.user.click(await press('Submit'));
  const dialog = await screen.findByRole('dialog', { name: 'Is this date right?' });
  expect(dialog.textContent).toContain('Taken on is Tuesday, January 3, 2062.');
  await desk.user.click(within(dialog).getByRole('button', { name: 'Look again' }));
  expect(writes(desk)).toHaveLength(1);
  await desk.user.click(await press('Submit'));
  await desk.user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Submit' }));
  expect(await screen.findByText('Submitted')).toBeDefined();
});

test('a day that there is not says so once it is left, and still when it was saved', async () => {
  const desk = open('SP-00001');
  const day = await field('Taken on');
  await desk.user.clear(day);
  await desk.user.type(day, '2/31');
  await desk.user.tab();
  const why = '“2/31” is not a date: that month has 28 days.';
  expect(await screen.findByText(why)).toBeDefined();
  const sent = { field: 'taken_on', code: 'wrong-type', message: 'Taken on: “2/31” is not a date.' };
  const refusal = { type: 'about:blank', title: 'Invalid', status: 422, code: 'invalid', detail: sent.message, errors: [sent] };
  desk.use(http.put('/api/resource/specimen/SP-00001', () => HttpResponse.json(refusal, { status: 422 })));
  await desk.user.click(await press('Save'));
  expect((await screen.findAllByText(sent.message)).length).toBeGreaterThan(0);
  expect(screen.getByText(why)).toBeDefined();
  expect(day.getAttribute('aria-describedby')).toBe(screen.getByText(why).closest('[id]')?.id);
  await desk.user.clear(day);
  await desk.user.type(day, '2/28{Enter}');
  await waitFor(() => expect(screen.queryByText(why)).toBeNull());
});
