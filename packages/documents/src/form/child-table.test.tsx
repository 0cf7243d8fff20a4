// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { field, open, press } from './testing/open-specimen.tsx';

test('a row deleted with its button gives the focus to the button that takes its place', async () => {
  const desk = open('SP-00001');
  await desk.user.click(await press('Delete row 1'));
  expect(document.activeElement).toBe(await press('Delete row 1'));
  expect((await field('Part, row 1')).value).toBe('Shell');
  await desk.user.keyboard('{Enter}');
  expect((await field('Part, row 1')).value).toBe('');
  expect(document.activeElement).toBe(await press('Delete row 1'));
});

test('rows are entered from the keyboard alone', async () => {
  const desk = open(null);
  const { user } = desk;
  await user.click(await field('Part, row 1'));
  await user.keyboard('Core{Enter}2{Enter}1.50{Enter}Shell{Enter}');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Quantity, row 2')));
  await user.keyboard('7{ArrowUp}');
  expect(document.activeElement).toBe(screen.getByLabelText('Quantity, row 1'));
  await user.keyboard('{Shift>}{Enter}{/Shift}');
  expect(document.activeElement).toBe(screen.getByLabelText('Part, row 1'));
  await user.keyboard('{Alt>}{Delete}{/Alt}');
  await waitFor(() => expect(screen.getByLabelText('Part, row 1')).toHaveProperty('value', 'Shell'));
  expect(screen.queryByLabelText('Part, row 2')).toBeNull();
});

test('Enter in the last cell adds a row and goes to its first cell', async () => {
  const desk = open(null);
  await desk.user.click(await field('Amount, row 1'));
  await desk.user.keyboard('{Enter}');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Part, row 2')));
});

test('a block from a spreadsheet pastes over rows and adds what is missing', async () => {
  const desk = open(null);
  await desk.user.click(await field('Part, row 1'));
  await desk.user.paste('Core\t1,000.5\t3.00\nShell\t2\t4.00\n');
  expect(await field('Part, row 2')).toHaveProperty('value', 'Shell');
  expect(await field('Quantity, row 1')).toHaveProperty('value', '1,000.5');
});
