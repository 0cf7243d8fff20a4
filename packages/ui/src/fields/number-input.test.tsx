// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { draw } from '../testing/draw.tsx';
import { NumberInput, type NumberInputProps } from './number-input.tsx';

function Amount({ start = '', onValue, ...props }: Partial<NumberInputProps> & { start?: string; onValue?(value: string): void }) {
  const [value, setValue] = useState(start);
  const change = (next: string) => {
    onValue?.(next);
    setValue(next);
  };
  return <NumberInput {...props} aria-label="Amount" value={value} onChange={change} />;
}

const box = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Amount' });

test('keeps every character that is typed, and marks what is no number', async () => {
  const { user } = draw(<Amount />);
  await user.type(box(), '12a.e5x0');
  expect(box().value).toBe('12a.e5x0');
  expect(screen.getByRole('status').textContent).toBe('Not a number');
  await user.tab();
  expect([box().value, box().getAttribute('aria-invalid'), box().title]).toEqual(['12a.e5x0', 'true', 'Not a number']);
  await user.clear(box());
  expect(box().getAttribute('aria-invalid')).toBeNull();
});

test.each([
  ['100-20', '= 80.00', '80.00'],
  ['12/5', '= 2.40', '2.40'],
  ['100/3', '= 33.33', '33.33'],
  ['(2+3)*4', '= 20.00', '20.00'],
])('calculates %s in sight: %s', async (typed, hint, left) => {
  const { user } = draw(<Amount locale="en-US" minDecimals={2} maxDecimals={2} />);
  await user.type(box(), typed);
  expect(box().value).toBe(typed);
  expect(screen.getByRole('status').textContent).toBe(hint);
  await user.tab();
  expect(box().value).toBe(left);
});

test.each(['-', '12*', '(', '(2+', '=', '.'])('says nothing while %s is on its way to a number, and marks it once left', async (typed) => {
  const { user } = draw(<Amount />);
  await user.type(box(), typed);
  expect([screen.queryByRole('status'), box().getAttribute('aria-invalid')]).toEqual([null, null]);
  await user.tab();
  expect([box().value, box().getAttribute('aria-invalid')]).toEqual([typed, 'true']);
});

test('an amount takes the company’s currency, and refuses another one by name', async () => {
  const { user } = draw(<Amount locale="en-US" currency="EUR" minDecimals={2} />);
  await user.type(box(), '€ 1.234,5');
  expect([box().value, screen.queryByRole('status')]).toEqual(['€ 1.234,5', null]);
  await user.tab();
  expect(box().value).toBe('1,234.50');
  await user.clear(box());
  await user.type(box(), '$ 80');
  expect(screen.getByRole('status').textContent).toBe('Amounts are in EUR, not in $');
  await user.tab();
  expect([box().value, box().title]).toEqual(['$ 80', 'Amounts are in EUR, not in $']);
});

test.each(['1,250.50', '80-', '€ 80,50', '1e5', '-5', '12*3.5', '١٢٫٥', '(12)', '1 2'])('typing and pasting %s agree', async (text) => {
  const told = async (enter: (user: ReturnType<typeof draw>['user']) => Promise<void>) => {
    const onChange = vi.fn();
    const { user, unmount } = draw(<Amount locale="en-US" onValue={onChange} />);
    await user.click(box());
    await enter(user);
    const last = [onChange.mock.lastCall?.[0], box().value];
    unmount();
    return last;
  };
  const pasted = await told((user) => user.paste(text));
  expect(await told((user) => user.keyboard(text))).toEqual(pasted);
  expect(pasted[1]).toBe(text);
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

test.each([
  [{ maxDecimals: 2 }, '3.145', 'At most 2 digits after the point'],
  [{ maxDecimals: 1 }, '3.14', 'At most 1 digit after the point'],
  [{ maxDecimals: 0 }, '3.5', 'Whole numbers only'],
  [{ negative: false }, '-5', 'Not below zero'],
])('with %j %s stays as typed, and why it cannot be taken is said', async (props, typed, said) => {
  const { user } = draw(<Amount {...props} locale="en-US" />);
  await user.type(box(), typed);
  expect([box().value, screen.getByRole('status').textContent]).toEqual([typed, said]);
  await user.tab();
  expect([box().value, box().getAttribute('aria-invalid'), screen.queryByRole('status')]).toEqual([typed, 'true', null]);
});

test.each([
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

const undo = '{Control>}z{/Control}';
const redo = '{Control>}y{/Control}';

test('Ctrl-Z gives back what was typed, also over a paste and after it was written anew', async () => {
  const { user } = draw(<Amount start="5560.00" locale="en-US" minDecimals={2} maxDecimals={2} />);
  await user.click(box());
  await user.keyboard('12*3.5');
  await user.tab();
  expect(box().value).toBe('42.00');
  await user.click(box());
  await user.paste('1,250.5');
  await user.tab();
  expect(box().value).toBe('1,250.50');
  await user.click(box());
  const back: string[] = [];
  for (let step = 0; step < 4; step += 1) {
    await user.keyboard(undo);
    back.push(box().value);
  }
  expect(back).toEqual(['1,250.5', '42', '12*3.5', '5560.00']);
  await user.keyboard(redo + redo);
  expect(box().value).toBe('42');
  await user.tab();
  expect(box().value).toBe('42.00');
});

test('a value from elsewhere is not undone', async () => {
  const { user, rerender } = draw(<NumberInput aria-label="Amount" value="" onChange={() => {}} locale="en-US" />);
  await user.type(box(), '7');
  rerender(<NumberInput aria-label="Amount" value="100" onChange={() => {}} locale="en-US" />);
  await user.click(box());
  await user.keyboard(undo);
  expect(box().value).toBe('100');
});
