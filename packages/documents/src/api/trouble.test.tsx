// @vitest-environment jsdom
import { readRetry } from '@business-m/sdk';
import { QueryClient } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { http } from 'msw/http';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { DocTypeForm } from '../form/doctype-form.tsx';
import { DocTypeList } from '../list/doctype-list.tsx';
import { mockDocuments } from '../testing/mock-documents.ts';
import { renderScreen } from '../testing/render.tsx';
import { shelf, shelves, specimen, specimens } from '../testing/specimen.ts';

/** A desk whose reads go on trying, as the shell's do, without the pauses. */
function open(Screen: () => ReactNode, code: string, status = 503) {
  const upstream = { away: true, asked: 0 };
  const away = http.get('/api/resource/specimen*', () => {
    upstream.asked += 1;
    if (!upstream.away) return undefined;
    return HttpResponse.json({ type: 'about:blank', title: 'No', status, code, detail: 'The service is being moved.' }, { status });
  });
  const { handlers } = mockDocuments({
    docTypes: [
      { meta: specimen, documents: specimens },
      { meta: shelf, documents: shelves },
    ],
  });
  const queryClient = new QueryClient({ defaultOptions: { queries: { ...readRetry, retryDelay: 20 } } });
  const desk = renderScreen(<Screen />, [away, ...handlers], {
    at: '/lab/specimens',
    queryClient,
    remote: { scope: 'lab', title: 'Laboratory' },
  });
  return { ...desk, upstream };
}

const List = () => <DocTypeList doctype="specimen" basePath="/lab/specimens" />;
const Form = () => <DocTypeForm doctype="specimen" basePath="/lab/specimens" id="SP-00001" />;

test.each([
  ['a list', List, 'unavailable'],
  ['a form', Form, 'held'],
])('%s whose service is away says which part it is, and comes by itself', async (_, Screen, code) => {
  const { upstream } = open(Screen, code);
  expect(await screen.findByText('Laboratory is not available at the moment')).toBeDefined();
  expect(screen.getByRole('alert').textContent).toContain('The service is being moved. The desk keeps asking');
  upstream.away = false;
  expect(await screen.findByText('Basalt')).toBeDefined();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('who does not want to wait asks at once', async () => {
  const { user, upstream } = open(List, 'unavailable');
  await user.click(await screen.findByRole('button', { name: 'Try now' }));
  upstream.away = false;
  expect(await screen.findByRole('link', { name: 'SP-00001' })).toBeDefined();
});

test('a fault is told once trying has ended', async () => {
  const { upstream, user } = open(List, 'fault', 500);
  const again = await screen.findByRole('button', { name: 'Try again' });
  expect(upstream.asked).toBe(3);
  expect(screen.getByText('This could not be loaded')).toBeDefined();
  upstream.away = false;
  await user.click(again);
  expect(await screen.findByRole('link', { name: 'SP-00001' })).toBeDefined();
});

test('a picker whose documents are away says so, instead of that there are none', async () => {
  const { user, use, upstream } = open(Form, 'unavailable');
  upstream.away = false;
  use(
    http.get('/api/resource/shelf', () =>
      HttpResponse.json({ type: 'x', title: 'x', status: 503, code: 'unavailable', detail: 'Away.' }, { status: 503 }),
    ),
  );
  await user.click(await screen.findByLabelText('Shelf'));
  expect(await screen.findByText('Not available at the moment')).toBeDefined();
});
