// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { mockDocuments } from '../testing/mock-documents.ts';
import { renderScreen } from '../testing/render.tsx';
import { shelf } from '../testing/specimen.ts';
import { DocTypeForm } from './doctype-form.tsx';
import { field } from './testing/open-specimen.tsx';

/** Shelves stand in rooms, one below the other. */
const meta = {
  ...shelf,
  treeField: 'below',
  fields: [
    ...shelf.fields,
    { name: 'room', label: 'Room', type: 'select' as const, options: ['attic', 'cellar'].map((value) => ({ value, label: value })) },
    { name: 'below', label: 'Below', type: 'link' as const, to: 'shelf', linkSame: ['room'] },
  ],
  layout: [{ section: 'Shelf', columns: [['code', 'shelf_name', 'room', 'below']] }],
  can: { read: true, actions: ['create' as const, 'save' as const] },
};
const documents = [
  { code: 'A1', shelf_name: 'Top', room: 'attic' },
  { code: 'A2', shelf_name: 'Middle', room: 'attic', below: 'A1' },
  { code: 'A3', shelf_name: 'Bottom', room: 'attic', below: 'A2' },
  { code: 'A4', shelf_name: 'Other', room: 'attic' },
  { code: 'C1', shelf_name: 'Dark', room: 'cellar' },
];
const openShelf = (id: string | null) =>
  renderScreen(
    <DocTypeForm doctype="shelf" basePath="/lab/shelves" id={id} />,
    mockDocuments({ docTypes: [{ meta, documents }] }).handlers,
    { at: `/lab/shelves/${id ?? 'new'}` },
  );
const offers = async () =>
  within(await screen.findByRole('listbox', { name: 'Options' }))
    .getAllByRole('option')
    .map((option) => option.textContent);

test('a picker offers what is like the document where it must be, and in a tree not what would make a loop', async () => {
  const { user } = openShelf('A2');
  await user.click(await field('Below'));
  await waitFor(async () => expect(await offers()).toEqual(['A1 · Top', 'A4 · Other']));
  await user.keyboard('{Escape}');
  await user.selectOptions(await field('Room'), 'cellar');
  await user.click(await field('Below'));
  await waitFor(async () => expect(await offers()).toEqual(['C1 · Dark']));
});

test('a new document that does not say yet what it is like may be anywhere', async () => {
  const { user } = openShelf(null);
  await user.click(await field('Below'));
  await waitFor(async () => expect(await offers()).toHaveLength(5));
});
