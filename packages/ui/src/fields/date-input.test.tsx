// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { draw } from '../testing/draw.tsx';
import { DateInput, type DateInputProps } from './date-input.tsx';

const today = '2026-11-29';

function Posting({ start = '', onValue, ...props }: Partial<DateInputProps> & { start?: string; onValue?(value: string): void }) {
  const [value, setValue] = useState(start);
  const change = (next: string) => {
    onValue?.(next);
    setValue(next);
  };
  return <DateInput locale="en-US" {...props} today={today} aria-label="Posting date" value={value} onChange={change} />;
}

const box = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Posting date' });

test('hears nothing before Enter or leaving, and then the whole day once', async () => {
  const heard = vi.fn();
  const { user } = draw(<Posting onValue={heard} />);
  await user.type(box(), '112926');
  expect(heard).not.toHaveBeenCalled();
  expect((await screen.findByRole('status')).textContent).toBe('Sunday, November 29, 2026');
  await user.keyboard('{Enter}');
  expect(heard.mock.calls).toEqual([['2026-11-29']]);
  expect(box().value).toBe('11/29/2026');
  await user.clear(box());
  await user.type(box(), '+7');
  await user.tab();
  expect(heard.mock.calls.slice(1)).toEqual([['2026-12-06']]);
});

test.each([
  ['de-DE', '31.12', '31.12.2026'],
  ['en-GB', 't', '29/11/2026'],
  ['sv-SE', '261129', '2026-11-29'],
])('in %s %s reads as %s once left', async (locale, typed, left) => {
  const { user } = draw(<Posting locale={locale} />);
  await user.type(box(), typed);
  await user.tab();
  expect(box().value).toBe(left);
});

test('what is no day stays as typed, is handed on as text and marked', async () => {
  const heard = vi.fn();
  const { user } = draw(<Posting onValue={heard} />);
  await user.type(box(), '2/31');
  await user.tab();
  expect(heard.mock.calls).toEqual([['2/31']]);
  expect([box().value, box().getAttribute('aria-invalid'), box().title]).toEqual([
    '2/31',
    'true',
    '“2/31” is not a date: that month has 28 days.',
  ]);
});

test('a filter hands on days within its range alone, and says what is wrong with others', async () => {
  const heard = vi.fn();
  const said = vi.fn();
  const { user } = draw(<Posting start="2026-11-15" min="2026-11-01" max="2026-11-30" onValue={heard} onTrouble={said} />);
  for (const text of ['10/1', '12/1', '99']) {
    await user.clear(box());
    await user.type(box(), `${text}{Enter}`);
    expect(box().value).toBe(text);
  }
  expect(said.mock.calls).toEqual([['Not before 11/01/2026.'], ['Not after 11/30/2026.'], ['“99” is not a date.']]);
  expect(heard).not.toHaveBeenCalled();
  await user.keyboard('{Escape}');
  expect([box().value, said.mock.lastCall]).toEqual(['11/15/2026', [null]]);
});

test('emptied, it is empty', async () => {
  const heard = vi.fn();
  const { user } = draw(<Posting start="2026-11-15" onValue={heard} />);
  await user.clear(box());
  await user.tab();
  expect(heard.mock.calls).toEqual([['']]);
});

test('a value from outside takes the place of what was typed', async () => {
  const { user, rerender } = draw(<DateInput locale="en-US" today={today} aria-label="Posting date" value="" onChange={() => undefined} />);
  await user.type(box(), '5/');
  rerender(<DateInput locale="en-US" today={today} aria-label="Posting date" value="2026-01-31" onChange={() => undefined} />);
  expect(box().value).toBe('01/31/2026');
});

test('a day is picked from the calendar by the keyboard', async () => {
  const heard = vi.fn();
  const { user } = draw(<Posting start="2026-11-15" onValue={heard} />);
  await user.click(box());
  await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
  const calendar = await screen.findByRole('dialog', { name: 'November 2026' });
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Sunday, November 15, 2026'));
  await user.keyboard('{ArrowRight}{ArrowDown}{PageDown}{Home}');
  expect(within(calendar).getByText('December 2026')).toBeDefined();
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Sunday, December 20, 2026');
  await user.keyboard('{Shift>}{PageUp}{/Shift}{End}{Enter}');
  expect(heard.mock.calls).toEqual([['2025-12-20']]);
  await waitFor(() => expect(document.activeElement).toBe(box()));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a day is picked by the mouse; days out of range cannot be', async () => {
  const heard = vi.fn();
  const { user } = draw(<Posting locale="en-GB" min="2026-11-10" onValue={heard} />);
  await user.click(screen.getByRole('button', { name: 'Calendar' }));
  await screen.findByRole('dialog');
  expect(screen.getAllByRole('columnheader')[0]?.getAttribute('aria-label')).toBe('Monday');
  expect(screen.getByRole('button', { name: /^Monday,? 9 November 2026/ })).toHaveProperty('disabled', true);
  expect(screen.getByRole('button', { name: /^Sunday,? 29 November 2026/, current: 'date' })).toBeDefined();
  await user.click(screen.getByRole('button', { name: /^Tuesday,? 10 November 2026/ }));
  expect(heard.mock.calls).toEqual([['2026-11-10']]);
  await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
  await screen.findByRole('dialog');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('text that came from elsewhere becomes the day it means', async () => {
  const heard = vi.fn();
  draw(<Posting start="31.12.2026" onValue={heard} locale="de-DE" />);
  await waitFor(() => expect(heard.mock.calls).toEqual([['2026-12-31']]));
  expect(box().value).toBe('31.12.2026');
});

test('Ctrl-S takes what is typed before anybody saves', async () => {
  const heard = vi.fn();
  const { user } = draw(<Posting onValue={heard} />);
  await user.type(box(), '1129{Control>}s{/Control}');
  expect(heard.mock.calls).toEqual([['2026-11-29']]);
});

test('Ctrl-Z gives back the day that was there, also over a paste and a day chosen in the calendar', async () => {
  const { user } = draw(<Posting start="2026-11-01" />);
  await user.click(box());
  await user.keyboard('112926{Enter}');
  await user.paste('31.12.2026');
  await user.keyboard('{Enter}');
  expect(box().value).toBe('12/31/2026');
  const back: string[] = [];
  for (let step = 0; step < 4; step += 1) {
    await user.keyboard('{Control>}z{/Control}');
    back.push(box().value);
  }
  expect(back).toEqual(['31.12.2026', '11/29/2026', '112926', '11/01/2026']);
  await user.tab();
  expect(box().value).toBe('11/01/2026');
  await user.click(screen.getByRole('button', { name: 'Calendar' }));
  await user.click(await screen.findByRole('button', { name: 'Friday, November 20, 2026' }));
  expect(box().value).toBe('11/20/2026');
  await user.keyboard('{Control>}z{/Control}{Enter}');
  expect(box().value).toBe('11/01/2026');
});

test.each(['2026-13-01', '2026-02-31', '9999-99-99', 'abc'])('%s from elsewhere stays in sight, marked', async (value) => {
  const { user } = draw(<Posting start={value} min="2026-00-00" />);
  expect([box().value, box().getAttribute('aria-invalid')]).toEqual([value, 'true']);
  await user.click(screen.getByRole('button', { name: 'Calendar' }));
  expect(await screen.findByRole('button', { name: 'Sunday, November 29, 2026' })).toBeDefined();
});
