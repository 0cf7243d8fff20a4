// @vitest-environment jsdom

import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { http } from 'msw/http';
import { expect, test } from 'vitest';
import { mockDocuments } from '../testing/mock-documents.ts';
import { renderScreen } from '../testing/render.tsx';
import { shelf, specimen } from '../testing/specimen.ts';
import { field, last, open, press, Specimens, writes } from './testing/open-specimen.tsx';

test('a new document takes a value of every type and is saved once with all of them', async () => {
  const desk = open(null);
  const { user } = desk;
  await user.type(await field('Title'), 'Granite');
  await user.type(await field('Notes'), 'Two lines');
  await user.clear(await field('Pieces'));
  await user.type(await field('Pieces'), '12');
  await user.type(await field('Weight'), '2.125');
  await user.type(await field('Price'), '1250.50');
  await user.type(await field('Taken on'), '2026-03-01');
  await user.selectOptions(await field('Grade'), 'Coarse');
  await user.type(await field('Mesh'), '40');
  await user.click(await field('Fragile'));
  await user.type(await field('Shelf'), 'attic');
  await user.click(await screen.findByRole('option', { name: /Attic/ }));
  await user.type(await field('Part, row 1'), 'Core');
  await user.type(await field('Quantity, row 1'), '3');
  await user.click(await press('Save'));
  await waitFor(() => expect(desk.onNavigate).toHaveBeenCalledWith('/lab/specimens/SP-00004'));
  expect(last(desk.stored())).toMatchObject({
    title: 'Granite',
    notes: 'Two lines',
    pieces: 12,
    weight: '2.125',
    price: '1250.50',
    taken_on: '2026-03-01',
    grade: 'coarse',
    mesh: 40,
    fragile: true,
    shelf: 'B7',
    lines: [{ idx: 1, part: 'Core', qty: '3', amount: null }],
  });
  expect(desk.onNotify).toHaveBeenCalledWith({ kind: 'success', title: 'SP-00004 saved' });
});

test('a double click on Save makes one document', async () => {
  const desk = open(null);
  await desk.user.type(await field('Title'), 'Twice');
  await desk.user.dblClick(await press('Save'));
  await waitFor(() => expect(desk.onNavigate).toHaveBeenCalled());
  expect(writes(desk)).toEqual(['POST /api/resource/specimen']);
});

test('what is typed while a save is under way stays, unsaved', async () => {
  const desk = open('SP-00001');
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  desk.use(http.put('/api/resource/specimen/SP-00001', () => held.then(() => undefined)));
  await desk.user.type(await field('Title'), '!');
  await desk.user.click(await press('Save'));
  await desk.user.type(await field('Title'), '?');
  await desk.user.type(await field('Notes'), 'Later');
  await desk.user.type(await field('Part, row 1'), 's');
  const typed = [await field('Title'), await field('Notes'), await field('Part, row 1')].map(({ value }) => value);
  answer();
  await waitFor(() => expect(desk.onNotify).toHaveBeenCalledWith({ kind: 'success', title: 'SP-00001 saved' }));
  expect([await field('Title'), await field('Notes'), await field('Part, row 1')].map(({ value }) => value)).toEqual(typed);
  expect((await press('Save')).matches(':disabled, [aria-disabled="true"]')).toBe(false);
  await desk.user.click(await press('Save'));
  await waitFor(() => expect(desk.stored().get('SP-00001')).toMatchObject({ title: typed[0], notes: typed[1], revision: 3 }));
});

test('a retry after a lost answer carries the same key: one document', async () => {
  const keys: (string | null)[] = [];
  let lose = true;
  const desk = open(null);
  desk.use(
    http.post('/api/resource/specimen', ({ request }) => {
      keys.push(request.headers.get('Idempotency-Key'));
      if (!lose) return undefined;
      lose = false;
      return HttpResponse.error();
    }),
  );
  await desk.user.type(await field('Title'), 'Lost');
  await desk.user.click(await press('Save'));
  expect(await screen.findByText(/could not be reached/)).toBeDefined();
  await desk.user.click(await press('Save'));
  await waitFor(() => expect(desk.onNavigate).toHaveBeenCalled());
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
  expect(keys[0]).toBeTruthy();
});

const away = (once: string) => {
  let answers = 0;
  const keys: (string | null)[] = [];
  const handler = http.all(once, ({ request }) => {
    if (request.method === 'GET') return undefined;
    keys.push(request.headers.get('Idempotency-Key'));
    answers += 1;
    if (answers > 1) return undefined;
    return HttpResponse.json(
      { type: 'about:blank', title: 'Away', status: 503, code: 'held', detail: 'The service is being moved.' },
      { status: 503, headers: { 'Retry-After': '5' } },
    );
  });
  return { handler, keys };
};

test.each([
  ['a new document', null, '/api/resource/specimen', 'Save'],
  ['a stored document', 'SP-00001', '/api/resource/specimen/SP-00001', 'Save'],
  ['a submit', 'SP-00001', '/api/resource/specimen/SP-00001/submit', 'Submit'],
])('%s whose service is away keeps the text and is tried again as the same intention', async (_, id, path, button) => {
  const desk = open(id);
  const { handler, keys } = away(path);
  desk.use(handler);
  await desk.user.type(await field('Title'), 'Patience');
  const typed = (await field('Title')).value;
  await desk.user.click(await press(button));
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('The service is being moved.');
  expect(alert.textContent).toContain('Nothing you typed is lost.');
  expect((await field('Title')).value).toBe(typed);
  await desk.user.click(within(alert).getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(desk.onNotify).toHaveBeenCalledWith({ kind: 'success', title: expect.stringMatching(/(saved|submitted)$/) }));
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBeTruthy();
  expect(keys[1]).toBe(keys[0]);
  expect(last(new Map([...desk.stored()].filter(([key]) => id === null || key === id)))).toMatchObject({ title: typed });
});

test('a new document that is saved, and its submit not answered, offers the submit again at its own address', async () => {
  const { handlers } = mockDocuments({ docTypes: [specimen, shelf].map((meta) => ({ meta, documents: [] })) });
  const desk = renderScreen(<Specimens />, handlers, { at: '/lab/specimens/new' });
  desk.use(away('/api/resource/specimen/:id/submit').handler);
  await desk.user.type(await field('Title'), 'Gneiss');
  await desk.user.click(await press('Submit'));
  await desk.user.click(await press('Try again'));
  expect(await screen.findByText('Submitted')).toBeDefined();
  expect(writes(desk)).toEqual([
    'POST /api/resource/specimen',
    'POST /api/resource/specimen/SP-00001/submit',
    'POST /api/resource/specimen/SP-00001/submit',
  ]);
});

test('what is typed during the very first save stands in the form at the new address, unsaved, under the cursor', async () => {
  const { handlers } = mockDocuments({ docTypes: [specimen, shelf].map((meta) => ({ meta, documents: [] })) });
  const desk = renderScreen(<Specimens />, handlers, { at: '/lab/specimens/new' });
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  desk.use(http.post('/api/resource/specimen', () => held.then(() => undefined)));
  await desk.user.type(await field('Title'), 'Gneiss');
  await desk.user.keyboard('{Control>}s{/Control}');
  await desk.user.type(await field('Part, row 1'), 'Core');
  await desk.user.type(await field('Title'), ' of the hill', { initialSelectionStart: 6, initialSelectionEnd: 6 });
  answer();
  await waitFor(() => expect(desk.onNavigate).toHaveBeenCalledWith('/lab/specimens/SP-00001'));
  const title = await screen.findByRole('heading', { name: 'Gneiss' });
  expect(title).toBeDefined();
  expect((await field('Title')).value).toBe('Gneiss of the hill');
  expect((await field('Part, row 1')).value).toBe('Core');
  expect(document.activeElement).toBe(await field('Title'));
  await desk.user.keyboard('!');
  expect((await field('Title')).value).toBe('Gneiss of the hill!');
  expect(desk.onUnsaved).toHaveBeenLastCalledWith(true);
  await desk.user.click(await press('Save'));
  await waitFor(() => expect(desk.onNotify).toHaveBeenCalledTimes(2));
  expect(writes(desk)).toEqual(['POST /api/resource/specimen', 'PUT /api/resource/specimen/SP-00001']);
});

test('after a submit, whose button is gone, the focus is on the title', async () => {
  const desk = open('SP-00001');
  const submit = await press('Submit');
  expect(document.activeElement).toBe(document.body);
  await desk.user.click(submit);
  expect(await screen.findByText('Submitted')).toBeDefined();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 })));
});

test("the server's errors stand on their fields and cells, and the cursor goes to the first", async () => {
  const desk = open('SP-00001', {
    check: () => [
      { field: 'price', code: 'too-low', message: 'Price is too low.' },
      { field: 'lines.2.part', code: 'required', message: 'Part is missing.' },
      { field: 'elsewhere', code: 'x', message: 'The lab is closed.' },
    ],
  });
  await desk.user.type(await field('Title'), '!');
  await desk.user.click(await press('Save'));
  expect(await screen.findByText('The lab is closed.')).toBeDefined();
  expect((await field('Price')).getAttribute('aria-invalid')).toBe('true');
  const cell = await field('Part, row 2');
  expect(document.getElementById(cell.getAttribute('aria-describedby') ?? '')?.textContent).toBe('Part is missing.');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Price')));
  await desk.user.type(cell, 'x');
  expect(cell.getAttribute('aria-invalid')).toBeNull();
});

test('conditions show and require fields as values change', async () => {
  const desk = open('SP-00001');
  await field('Title');
  expect(screen.queryByLabelText(/^Mesh/)).toBeNull();
  await desk.user.selectOptions(await field('Grade'), 'Coarse');
  expect((await field('Mesh')).getAttribute('aria-required')).toBe('true');
});

test("a remote's slots see what is typed, and may hold back Submit with a reason", async () => {
  const desk = open(
    'SP-00001',
    {},
    {
      footer: (form) => <p>Rows: {form.rows('lines').length}</p>,
      submitBlocked: (form) => (form.values.title === 'Basalt' ? 'Not that one.' : null),
    },
  );
  expect(await screen.findByText('Rows: 2')).toBeDefined();
  expect(await press('Submit')).toHaveProperty('disabled', true);
  await desk.user.type(await field('Title'), '!');
  expect(await press('Submit')).toHaveProperty('disabled', false);
  await desk.user.click(await press('Add row'));
  expect(await screen.findByText('Rows: 3')).toBeDefined();
});

test('a document that is not there says so and leads back', async () => {
  open('SP-99999');
  expect(await screen.findByText('Not found')).toBeDefined();
  expect(screen.getByRole('link', { name: 'Specimens' }).getAttribute('href')).toBe('/lab/specimens');
});
