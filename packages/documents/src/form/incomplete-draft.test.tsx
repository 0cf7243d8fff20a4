// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { field, last, open, press, writes } from './testing/open-specimen.tsx';

const missing = () => screen.queryByText(/^Still missing for submit/)?.textContent ?? null;

test('an incomplete draft is saved, and the form says what its submit waits for', async () => {
  const desk = open(null);
  await field('Title');
  expect(missing()).toBeNull();
  await desk.user.selectOptions(await field('Grade'), 'Coarse');
  await desk.user.type(await field('Quantity, row 1'), '3');
  expect(missing()).toBe('Still missing for submit: Title, Mesh, Parts 1: Part');
  await desk.user.click(await press('Save'));
  await waitFor(() => expect(last(desk.stored())).toMatchObject({ title: null, grade: 'coarse', lines: [{ part: null, qty: '3' }] }));
});

test('submitting what is incomplete asks nobody: the first gap gets the cursor, and once all is there it goes', async () => {
  const desk = open('SP-00001');
  await desk.user.clear(await field('Title'));
  await desk.user.clear(await field('Part, row 2'));
  await desk.user.click(await press('Submit'));
  expect(await screen.findByText(/can be saved as a draft/)).toBeDefined();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(/^Title/)));
  const cell = await field('Part, row 2');
  expect(document.getElementById(cell.getAttribute('aria-describedby') ?? '')?.textContent).toBe('Part is missing.');
  expect(writes(desk)).toEqual([]);
  await desk.user.type(await field('Title'), 'There');
  await desk.user.type(cell, 'Bit');
  await desk.user.click(await press('Submit'));
  expect(await screen.findByText('Submitted')).toBeDefined();
});
