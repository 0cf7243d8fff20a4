// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { draw } from '../testing/draw.tsx';
import { Combobox, type ComboboxProps } from './combobox.tsx';

const accounts = [
  { value: '1110', label: 'Cash', hint: '1110' },
  { value: '1120', label: 'Bank', hint: '1120' },
  { value: '1310', label: 'Receivables', hint: '1310' },
];

function Account({ start = '', ...props }: Partial<ComboboxProps> & { start?: string }) {
  const [value, setValue] = useState(start);
  return (
    <>
      <Combobox options={accounts} {...props} aria-label="Account" value={value} onChange={setValue} />
      <samp>{value || 'none'}</samp>
    </>
  );
}

const box = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Account' });
const value = () => screen.getByText(/^(none|\d{4})$/, { selector: 'samp' }).textContent;
const activeText = () => document.getElementById(box().getAttribute('aria-activedescendant') ?? '')?.textContent ?? null;

test('arrows move through the options, Enter chooses, the list closes', async () => {
  const { user } = draw(<Account />);
  await user.tab();
  expect(box().getAttribute('aria-expanded')).toBe('false');
  await user.keyboard('{ArrowDown}');
  expect(box().getAttribute('aria-expanded')).toBe('true');
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(activeText()).toBe('Bank1120');
  await user.keyboard('{ArrowUp}{ArrowUp}');
  expect(activeText()).toBe('Receivables1310');
  await user.keyboard('{Enter}');
  expect(value()).toBe('1310');
  expect(box().value).toBe('Receivables');
  expect(screen.queryByRole('listbox')).toBeNull();
});

test('typing filters and has the first match at hand; Tab takes it', async () => {
  const { user } = draw(<Account />);
  await user.tab();
  await user.keyboard('ban');
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['Bank1120']);
  await user.tab();
  expect(value()).toBe('1120');
});

test('an Enter that chooses is heard outside, so that a grid goes on to the next cell', async () => {
  const outside = vi.fn();
  const { user } = draw(
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for what must arrive
    <div onKeyDown={(event) => event.key === 'Enter' && outside(event.defaultPrevented)}>
      <Account />
    </div>,
  );
  await user.tab();
  await user.keyboard('ban{Enter}');
  expect(value()).toBe('1120');
  expect(outside).toHaveBeenCalledExactlyOnceWith(true);
});

test('Escape leaves it as it was and is not heard outside', async () => {
  const outside = vi.fn();
  const { user } = draw(
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for what must not arrive
    <div onKeyDown={(event) => event.key === 'Escape' && outside()}>
      <Account start="1110" />
    </div>,
  );
  await user.tab();
  await user.keyboard('rec{Escape}');
  expect(box().value).toBe('Cash');
  expect(value()).toBe('1110');
  expect(outside).not.toHaveBeenCalled();
  await user.keyboard('{Escape}');
  expect(outside).toHaveBeenCalledOnce();
});

test('emptied and left, it has no value', async () => {
  const { user } = draw(<Account start="1110" />);
  await user.clear(box());
  await user.tab();
  expect(value()).toBe('none');
});

test('words that match nothing are said, and change nothing', async () => {
  const { user } = draw(<Account start="1110" emptyText="Nothing found" />);
  await user.tab();
  await user.keyboard('zzz');
  expect(screen.getByRole('status').textContent).toBe('Nothing found');
  await user.tab();
  expect(box().value).toBe('Cash');
});

test('with an owner of the search it asks and shows what comes, unfiltered', async () => {
  const onQuery = vi.fn();
  const { user } = draw(<Account onQuery={onQuery} query="" />);
  await user.tab();
  await user.keyboard('q');
  expect(onQuery).toHaveBeenLastCalledWith('q');
  expect(screen.getAllByRole('option')).toHaveLength(3);
});

test('a value outside the options shows by its label', () => {
  draw(<Account start="9999" valueLabel="Old account" />);
  expect(box().value).toBe('Old account');
});

test('a press on an option chooses it and keeps the focus in the input', async () => {
  const { user } = draw(<Account />);
  await user.click(box());
  await user.click(screen.getByRole('option', { name: /Bank/ }));
  expect(value()).toBe('1120');
  expect(document.activeElement).toBe(box());
});

test('Enter and leaving wait for the answer to what was typed, and never take one to an earlier text', async () => {
  const props = { 'aria-label': 'Account', value: '', query: '', onQuery: () => {} };
  const choose = vi.fn();
  const { user, rerender } = draw(<Combobox {...props} options={accounts} loading onChange={choose} />);
  await user.tab();
  await user.keyboard('13{Enter}');
  expect(choose).not.toHaveBeenCalled();
  rerender(<Combobox {...props} options={accounts.slice(2)} onChange={choose} />);
  expect(choose.mock.calls).toEqual([['1310']]);
  choose.mockClear();
  rerender(<Combobox {...props} options={accounts} loading onChange={choose} />);
  await user.keyboard('11');
  await user.tab();
  expect([choose.mock.calls.length, box().value]).toEqual([0, '11']);
  rerender(<Combobox {...props} options={accounts.slice(0, 1)} onChange={choose} />);
  expect(choose.mock.calls).toEqual([['1110']]);
});

test('the closest match is at hand, whatever the accents', async () => {
  const options = ['Current account', 'Brent', 'Lager Köln', 'Rent', 'Rentals'].map((label) => ({ value: label, label }));
  const { user } = draw(<Account options={options} />);
  await user.tab();
  await user.keyboard('rent');
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['Rent', 'Rentals', 'Current account', 'Brent']);
  await user.clear(box());
  await user.keyboard('koln');
  expect(activeText()).toBe('Lager Köln');
});
