// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { draw } from '../testing/draw.tsx';
import { NumberInput, type NumberInputProps } from './number-input.tsx';

function Amount({ start = '', ...props }: Partial<NumberInputProps> & { start?: string }) {
  const [value, setValue] = useState(start);
  return <NumberInput {...props} aria-label="Amount" value={value} onChange={setValue} />;
}

const box = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Amount' });

test('keeps what was typed and refuses letters', async () => {
  const { user } = draw(<Amount />);
  await user.type(box(), '12a.e5x0');
  expect(box().value).toBe('12.50');
  await user.tab();
  expect(box().value).toBe('12.50');
});

test.each([
  ['en-US', '1,250', '1,250.00'],
  ['en-US', '1,250.5', '1,250.50'],
  ['en-US', '12,5', '12.50'],
  ['en-US', '0,125', '0.125'],
  ['de-DE', '1.250', '1.250,00'],
  ['de-DE', '1250,5', '1.250,50'],
  ['de-DE', '1250.50', '1.250,50'],
  ['en-IN', '1234567.8', '12,34,567.80'],
  ['fr-CH', '-7', '-7,00'],
])('in %s %s typed reads as %s once left', async (locale, typed, left) => {
  const { user } = draw(<Amount locale={locale} minDecimals={2} />);
  await user.type(box(), typed);
  expect(box().value).toBe(typed);
  await user.tab();
  expect(box().value).toBe(left);
});

test('the owner hears decimals with a point, whatever the locale', async () => {
  const onChange = vi.fn();
  const { user } = draw(<NumberInput aria-label="Amount" value="" onChange={onChange} locale="de-DE" />);
  await user.click(box());
  await user.paste('1.234.567,89');
  expect(onChange).toHaveBeenLastCalledWith('1234567.89');
});

test('the marks of thousands leave while it is edited, and all of it is selected', async () => {
  const { user } = draw(<Amount start="5560.00" locale="en-US" />);
  expect(box().value).toBe('5,560.00');
  await user.tab();
  expect(box().value).toBe('5560.00');
  expect([box().selectionStart, box().selectionEnd]).toEqual([0, 7]);
  await user.tab();
  expect(box().value).toBe('5,560.00');
});

test('is exact far beyond a float', async () => {
  const { user } = draw(<Amount locale="en-US" />);
  await user.type(box(), '90071992547409931.10');
  expect(box().value).toBe('90071992547409931.10');
  await user.tab();
  expect(box().value).toBe('90,071,992,547,409,931.10');
});

test('holds to its decimals and its sign', async () => {
  const { user } = draw(<Amount maxDecimals={2} negative={false} />);
  await user.type(box(), '-3.145');
  expect(box().value).toBe('3.14');
});

test.each([
  ['-', ''],
  ['12.', '12'],
  ['.5', '0.5'],
  ['-.5', '-0.5'],
])('leaving %s makes it %s', async (typed, left) => {
  const { user } = draw(<Amount />);
  await user.type(box(), typed);
  expect(box().value).toBe(typed);
  await user.tab();
  expect(box().value).toBe(left);
});

test('a digit too many is not taken, and that is said until something else is typed', async () => {
  const { user } = draw(<Amount maxDecimals={2} />);
  await user.type(box(), '12.345');
  expect(box().value).toBe('12.34');
  expect(screen.getByRole('status').textContent).toBe('At most 2 digits after the point');
  await user.type(box(), '{Backspace}');
  expect(screen.queryByRole('status')).toBeNull();
  await user.type(box(), '56');
  expect(screen.getByRole('status')).toBeDefined();
  await user.tab();
  expect(screen.queryByRole('status')).toBeNull();
});

test('where whole numbers are wanted, that is said', async () => {
  const { user } = draw(<Amount maxDecimals={0} />);
  await user.type(box(), '3.5');
  expect(screen.getByRole('status').textContent).toBe('Whole numbers only');
});
