// @vitest-environment jsdom
import type { Document } from '@business-m/metadata';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { field, open, press, writes } from './testing/open-specimen.tsx';

type Desk = ReturnType<typeof open>;

function theySave(desk: Desk, values: Record<string, unknown>) {
  const doc = desk.stored().get('SP-00001') as Document;
  desk.stored().set(doc.id, { ...doc, ...values, revision: doc.revision + 1, modified_by: 'other@example.com' });
}

async function retype(desk: Desk, label: string, text: string) {
  await desk.user.clear(await field(label));
  await desk.user.type(await field(label), text);
}

const dialog = () => screen.findByRole('dialog', { name: 'Changed while you were editing' });

test('what only one of two people changed is saved without a question, and theirs is named', async () => {
  const desk = open('SP-00001');
  await retype(desk, 'Notes', 'Mine');
  await retype(desk, 'Quantity, row 2', '5');
  theySave(desk, {
    taken_on: '2026-01-31',
    lines: [
      { idx: 1, part: 'New', qty: '9', amount: null },
      { idx: 2, part: 'Core', qty: '2', amount: '10.10' },
      { idx: 3, part: 'Shell', qty: '1', amount: '0.20' },
    ],
  });
  await desk.user.click(await press('Save'));
  await waitFor(() =>
    expect(desk.onNotify).toHaveBeenCalledWith({
      kind: 'success',
      title: 'SP-00001 saved',
      detail: 'With what other@example.com changed meanwhile: Taken on, Parts.',
    }),
  );
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(desk.stored().get('SP-00001')).toMatchObject({
    revision: 3,
    title: 'Basalt',
    notes: 'Mine',
    taken_on: '2026-01-31',
    lines: [
      { part: 'New', qty: '9' },
      { part: 'Core', qty: '2' },
      { part: 'Shell', qty: '5' },
    ],
  });
  expect(await field('Part, row 1')).toHaveProperty('value', 'New');
});

test('only what both changed is asked, and the save goes on with the choice', async () => {
  const desk = open('SP-00001');
  await retype(desk, 'Title', 'Mine');
  await retype(desk, 'Price', '7');
  await retype(desk, 'Notes', 'Mine alone');
  theySave(desk, { title: 'Granite', price: '8', weight: '3' });
  await desk.user.click(await press('Save'));
  const asked = await dialog();
  const rows = within(within(asked).getByRole('table', { name: 'Both versions' })).getAllByRole('row');
  expect(rows.map((row) => row.textContent)).toEqual(['FieldBeforeYoursTheirs', 'TitleBasaltMineGranite', 'Price1,250.507.008.00']);
  expect(asked.textContent).toContain('theirs as well: Weight');
  await desk.user.click(within(asked).getByRole('radio', { name: 'Title: theirs' }));
  await desk.user.click(within(asked).getByRole('button', { name: 'Save with these' }));
  await waitFor(() =>
    expect(desk.stored().get('SP-00001')).toMatchObject({ title: 'Granite', price: '7', weight: '3', notes: 'Mine alone', revision: 3 }),
  );
  expect(writes(desk)).toHaveLength(2);
});

test('the question can wait, and all of mine can be dropped', async () => {
  const desk = open('SP-00001');
  await retype(desk, 'Title', 'Mine');
  theySave(desk, { title: 'Theirs' });
  await desk.user.keyboard('{Control>}s{/Control}');
  await desk.user.click(within(await dialog()).getByRole('button', { name: 'Close' }));
  expect(await field('Title')).toHaveProperty('value', 'Mine');
  await desk.user.click(await press('Save'));
  await desk.user.click(within(await dialog()).getByRole('button', { name: 'Drop my changes' }));
  expect(await field('Title')).toHaveProperty('value', 'Theirs');
  expect(desk.onUnsaved).toHaveBeenLastCalledWith(false);
});

test('what the user has not seen is not submitted: it comes into the form first', async () => {
  const desk = open('SP-00001');
  await retype(desk, 'Notes', 'Mine');
  theySave(desk, { price: '99' });
  await desk.user.click(await press('Submit'));
  expect(await screen.findByText(/other@example.com changed it meanwhile: Price\./)).toBeDefined();
  expect(await field('Price')).toHaveProperty('value', '99.00');
  expect(desk.stored().get('SP-00001')).toMatchObject({ status: 'draft', price: '99' });
  await desk.user.click(await press('Submit'));
  await waitFor(() => expect(desk.stored().get('SP-00001')).toMatchObject({ status: 'submitted', price: '99', notes: 'Mine' }));
});

test('a version that changed nothing does not hold up a submit', async () => {
  const desk = open('SP-00001');
  await press('Submit');
  theySave(desk, {});
  await desk.user.click(await press('Submit'));
  await waitFor(() => expect(desk.stored().get('SP-00001')).toMatchObject({ status: 'submitted' }));
});

test('what somebody submitted meanwhile can no longer be changed: what was typed is shown once more', async () => {
  const desk = open('SP-00001');
  await retype(desk, 'Title', 'Mine');
  theySave(desk, { status: 'submitted' });
  await desk.user.click(await press('Save'));
  const closed = await screen.findByRole('dialog', { name: 'Submitted while you were editing' });
  expect(within(closed).getByText('Mine')).toBeDefined();
  await desk.user.click(within(closed).getByRole('button', { name: 'Show it as it is' }));
  expect(await screen.findByText('Submitted')).toBeDefined();
  expect(screen.getByRole('heading', { name: 'Basalt' })).toBeDefined();
});
