// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { http } from 'msw/http';
import { expect, test } from 'vitest';
import { mockDocuments } from '../testing/mock-documents.ts';
import { renderScreen } from '../testing/render.tsx';
import { shelf, shelves, specimen, specimens } from '../testing/specimen.ts';
import { DocTypeList } from './doctype-list.tsx';

const mock = (documents: Record<string, unknown>[] = specimens, meta = specimen) =>
  mockDocuments({
    docTypes: [
      { meta, documents },
      { meta: shelf, documents: shelves },
    ],
  }).handlers;
const List = () => <DocTypeList doctype="specimen" basePath="/lab/specimens" />;
const open = (search = '', handlers = mock()) => renderScreen(<List />, handlers, { at: `/lab/specimens${search}` });
const cellsOf = (row: HTMLElement) =>
  within(row)
    .getAllByRole('cell')
    .map((cell) => cell.textContent);

test('columns, figures and statuses come from the metadata', async () => {
  open();
  const row = (await screen.findByRole('link', { name: 'SP-00001' })).closest('tr') as HTMLElement;
  expect(screen.getAllByRole('columnheader').map((header) => header.textContent)).toEqual([
    'No.',
    'Title',
    'Taken on',
    'Weight',
    'Price',
    'Grade',
    'Fragile',
    'Shelf',
    'Status',
  ]);
  expect(row.textContent).toContain('Basalt');
  expect(row.textContent).toContain('1,250.50');
  expect(row.textContent).toContain('Jan 03, 2026');
  expect(row.textContent).toContain('Draft');
});

test('a row of two lines has dates and choices in its note, and the figure that matters above', async () => {
  open();
  const row = (await screen.findByRole('link', { name: 'SP-00001' })).closest('tr') as HTMLElement;
  const places = within(row)
    .getAllByRole('cell')
    .map((cell) => cell.className.match(/is-(lead|mark|figure|note|text|tail)/)?.[1]);
  expect(places).toEqual(['lead', 'text', 'note', undefined, 'figure', 'note', 'mark', 'tail', 'mark']);
});

test('the page asks for exactly what its address says, meta and rows at once', async () => {
  const { calls } = open('?status=draft&sort=title&q=%20Bas%2B');
  expect(await screen.findByText('Nothing matches')).toBeDefined();
  expect(calls.slice(0, 2).toSorted()).toEqual([
    'GET /api/meta/specimen',
    'GET /api/resource/specimen?status=draft&sort=title&q=%20Bas%2B',
  ]);
});

test('a search goes into the address and to the server', async () => {
  const { user, onNavigate, calls } = open();
  await screen.findByRole('link', { name: 'SP-00001' });
  await user.type(screen.getByRole('searchbox', { name: /search/i }), 'gnei');
  await waitFor(() => expect(onNavigate).toHaveBeenLastCalledWith('/lab/specimens?q=gnei'));
  await waitFor(() => expect(screen.queryByRole('link', { name: 'SP-00001' })).toBeNull());
  expect(calls).toContain('GET /api/resource/specimen?q=gnei');
});

test('filters are of the type of their field and can be cleared', async () => {
  const { user, onNavigate } = open('?fragile=true');
  await screen.findByRole('link', { name: 'SP-00002' });
  await user.selectOptions(screen.getByLabelText('Status'), 'Submitted');
  expect(onNavigate).toHaveBeenLastCalledWith('/lab/specimens?fragile=true&status=submitted');
  await user.click(screen.getByRole('button', { name: 'Clear filters' }));
  expect(onNavigate).toHaveBeenLastCalledWith('/lab/specimens');
  expect(await screen.findByRole('link', { name: 'SP-00003' })).toBeDefined();
});

test('a header sorts, and the order is in the address', async () => {
  const { user, onNavigate } = open();
  await screen.findByRole('link', { name: 'SP-00001' });
  await user.click(within(screen.getByRole('columnheader', { name: /Title/ })).getByRole('button'));
  await waitFor(() => expect(onNavigate).toHaveBeenLastCalledWith('/lab/specimens?sort=title'));
  await waitFor(() => expect(cellsOf(screen.getAllByRole('row')[1] as HTMLElement)).toContain('Basalt'));
});

test('further pages are loaded below the first', async () => {
  const many = Array.from({ length: 5 }, (_, index) => ({ title: `No. ${index}`, taken_on: '2026-01-01' }));
  const { user } = open('?limit=2', mock(many));
  await screen.findByRole('link', { name: 'SP-00001' });
  expect(screen.getByText('2 of 5')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Load more' }));
  expect(await screen.findByRole('link', { name: 'SP-00004' })).toBeDefined();
  expect(screen.getByRole('link', { name: 'SP-00001' })).toBeDefined();
});

test('an empty list offers to make the first; without the permission it does not', async () => {
  const { user, onNavigate } = open('', mock([]));
  expect(await screen.findByText('No specimens yet')).toBeDefined();
  await user.click(screen.getAllByRole('button', { name: 'New' })[0] as HTMLElement);
  expect(onNavigate).toHaveBeenCalledWith('/lab/specimens/new');
});

test('who may not create sees no New', async () => {
  open('', mock(specimens, { ...specimen, can: { read: true, actions: [] } }));
  await screen.findByRole('link', { name: 'SP-00001' });
  expect(screen.queryByRole('button', { name: 'New' })).toBeNull();
});

test('a fault shows its sentence and heals by retry', async () => {
  let broken = true;
  const fault = http.get('/api/resource/specimen', () =>
    broken
      ? HttpResponse.json(
          { type: 'about:blank', title: 'Down', status: 503, code: 'upstream-down', detail: 'The service is away.' },
          { status: 503 },
        )
      : undefined,
  );
  const { user } = open('', [fault, ...mock()]);
  expect(await screen.findByText('The service is away.')).toBeDefined();
  broken = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('link', { name: 'SP-00001' })).toBeDefined();
});

test('a query the server refuses leads back to the plain list', async () => {
  const refusal = http.get('/api/resource/specimen', ({ request }) =>
    request.url.includes('nonsense')
      ? HttpResponse.json(
          {
            type: 'about:blank',
            title: 'Bad query',
            status: 400,
            code: 'bad-query',
            detail: 'There is no field “nonsense”.',
            field: 'nonsense',
          },
          { status: 400 },
        )
      : undefined,
  );
  const { user } = open('?nonsense=1', [refusal, ...mock()]);
  expect((await screen.findByRole('alert')).textContent).toContain('There is no field “nonsense”.');
  expect(screen.getByRole('button', { name: 'Filters' })).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Show all' }));
  expect(await screen.findByRole('link', { name: 'SP-00001' })).toBeDefined();
});

test('a list is filtered by a day from its address, and by one that is typed', async () => {
  const { user, calls } = open('?taken_on=2026-02-03');
  expect(await screen.findByRole('link', { name: 'SP-00002' })).toBeDefined();
  expect(screen.queryByRole('link', { name: 'SP-00001' })).toBeNull();
  const box = screen.getByRole<HTMLInputElement>('textbox', { name: 'Taken on' });
  expect(box.value).toBe('02/03/2026');
  await user.clear(box);
  await user.type(box, '010326{Enter}');
  expect(await screen.findByRole('link', { name: 'SP-00001' })).toBeDefined();
  expect(screen.queryByRole('link', { name: 'SP-00002' })).toBeNull();
  await user.clear(box);
  await user.type(box, '13/45{Enter}');
  expect(await screen.findByText('“13/45” is not a date.')).toBeDefined();
  expect(screen.getByRole('link', { name: 'SP-00001' })).toBeDefined();
  expect(calls.at(-1)).toBe('GET /api/resource/specimen?taken_on=2026-01-03');
});
