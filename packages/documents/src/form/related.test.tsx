// @vitest-environment jsdom

import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { mockDocuments } from '../testing/mock-documents.ts';
import { renderScreen } from '../testing/render.tsx';
import { shelf, shelves, specimens } from '../testing/specimen.ts';
import { DocTypeForm } from './doctype-form.tsx';
import { field, open, specimenStores, writes } from './testing/open-specimen.tsx';

test('an amended document and the one that it continues lead to each other', async () => {
  const documents = [...specimens, { title: 'Marl', taken_on: '2025-12-24', weight: '8', status: 'draft', amended_from: 'SP-00003' }];
  open('SP-00003', specimenStores(documents));
  expect((await screen.findByRole('link', { name: 'SP-00004' })).getAttribute('href')).toBe('/lab/specimens/SP-00004');
  expect(screen.getByText(/amended as/)).toBeDefined();
  open('SP-00004', specimenStores(documents));
  expect((await screen.findByRole('link', { name: 'SP-00003' })).getAttribute('href')).toBe('/lab/specimens/SP-00003');
});

test('says before saving that another has this name, and stops nobody', async () => {
  const meta = { ...shelf, can: { read: true, actions: ['create' as const, 'save' as const] } };
  const { handlers } = mockDocuments({ docTypes: [{ meta, documents: shelves }] });
  const desk = renderScreen(<DocTypeForm doctype="shelf" basePath="/lab/shelves" id={null} />, handlers, { at: '/lab/shelves/new' });
  await desk.user.type(await field('Code'), 'C1');
  await desk.user.type(await field('Name'), ' ATTIC');
  expect((await screen.findByRole('link', { name: 'B7 · Attic' })).getAttribute('href')).toBe('/lab/shelves/B7');
  expect(screen.getByText('There is a shelf of this name already')).toBeDefined();
  await desk.user.click(await screen.findByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/Created/)).toBeDefined();
  expect(writes(desk)).toEqual(['POST /api/resource/shelf']);
});
