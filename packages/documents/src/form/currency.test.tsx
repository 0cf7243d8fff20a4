// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { http } from 'msw/http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { DocTypeList } from '../list/doctype-list.tsx';
import { mockDocuments } from '../testing/mock-documents.ts';
import { renderScreen } from '../testing/render.tsx';
import { specimen, specimens } from '../testing/specimen.ts';
import { field, last, open, press, specimenStores } from './testing/open-specimen.tsx';

/** The services of a company that reckons in this currency. */
const reckoningIn = (currency: string) =>
  http.get('/api/meta/specimen', () => HttpResponse.json(specimen, { headers: { 'Company-Currency': currency } }));
const headers = () => screen.getAllByRole('columnheader').map((header) => header.textContent);

test('columns of amounts say their currency once, in a list and in a form; their cells do not', async () => {
  renderScreen(<DocTypeList doctype="specimen" basePath="/lab/specimens" />, [
    reckoningIn('NOK'),
    ...mockDocuments(specimenStores(specimens)).handlers,
  ]);
  await waitFor(() => expect(headers()).toContain('Price (NOK)'));
  expect(headers()).toContain('Weight');
  expect(await screen.findByText('1,250.50')).toBeDefined();
});

test('a list that is exported says the currency of its amounts in each row', async () => {
  const exported: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => `blob:${exported.push(blob as Blob)}`);
  vi.spyOn(URL, 'revokeObjectURL').mockReturnValue();
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  onTestFinished(() => void vi.restoreAllMocks());
  const { user } = renderScreen(<DocTypeList doctype="specimen" basePath="/lab/specimens" />, [
    reckoningIn('NOK'),
    ...mockDocuments(specimenStores(specimens)).handlers,
  ]);
  await screen.findByText('1,250.50');
  await user.click(screen.getByRole('button', { name: 'Download as CSV what is shown' }));
  const [head, ...rows] = (await exported[0]?.text())?.trim().split('\r\n') ?? [];
  expect(head).toMatch(/^\ufeff?id,status,.*,price,.*,currency$/);
  expect(rows).toHaveLength(3);
  for (const row of rows) expect(row).toMatch(/,NOK$/);
});

test('a form says the currency of its amounts, and takes as many digits as that has', async () => {
  const desk = open(null);
  desk.use(reckoningIn('JPY'));
  await desk.user.type(await field('Title'), 'Granite');
  const price = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Price (JPY)' });
  expect(headers()).toEqual(expect.arrayContaining(['Quantity', 'Amount (JPY)']));
  await desk.user.type(price, '12.5');
  expect(await screen.findByText('Whole numbers only')).toBeDefined();
  await desk.user.clear(price);
  await desk.user.type(price, '1250');
  await desk.user.tab();
  expect(price.value).toBe('1,250');
  await desk.user.click(await press('Save'));
  await waitFor(() => expect(last(desk.stored())).toMatchObject({ price: '1250' }));
});
