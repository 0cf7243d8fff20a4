// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
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

test('a comma from a keypad is the point, separators of a pasted number go', async () => {
  const { user } = draw(<Amount />);
  await user.type(box(), '12,5');
  expect(box().value).toBe('12.5');
  await user.clear(box());
  await user.paste('1,234,567.89');
  expect(box().value).toBe('1234567.89');
});

test('is exact far beyond a float', async () => {
  const { user } = draw(<Amount />);
  await user.type(box(), '90071992547409931.10');
  expect(box().value).toBe('90071992547409931.10');
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
