// @vitest-environment jsdom
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DeskUi } from '../theme/desk-ui.tsx';
import type { Toast } from './toast-list.tsx';
import { ToastRegion, useToasts } from './toasts.tsx';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function Shower({ toast }: { toast: Toast }) {
  const toasts = useToasts();
  return (
    <button type="button" onClick={() => toasts.show(toast)}>
      Show
    </button>
  );
}

function show(toast: Toast) {
  render(
    <DeskUi theme="light">
      <ToastRegion>
        <Shower toast={toast} />
      </ToastRegion>
    </DeskUi>,
  );
  const list = within(screen.getByRole('region', { name: 'Notifications' })).getByRole('list');
  fireEvent.click(screen.getByRole('button', { name: 'Show' }));
  return list;
}

const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));

test('a success is announced in a live region that was there before, and leaves by itself', () => {
  const list = show({ tone: 'success', title: 'Saved' });
  expect(list.getAttribute('aria-live')).toBe('polite');
  expect(list.textContent).toContain('Saved');
  pass(6_000);
  expect(list.textContent).toBe('');
});

test('a fault is an alert and stays until dismissed', () => {
  const list = show({ tone: 'danger', title: 'The server did not answer' });
  pass(60_000);
  expect(screen.getByRole('alert').textContent).toContain('The server did not answer');
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(list.textContent).toBe('');
});

test('under the pointer or the focus it waits', () => {
  const list = show({ title: 'Draft kept' });
  fireEvent.focus(screen.getByRole('button', { name: 'Dismiss' }));
  pass(20_000);
  expect(list.textContent).toContain('Draft kept');
  fireEvent.blur(screen.getByRole('button', { name: 'Dismiss' }));
  pass(6_000);
  expect(list.textContent).toBe('');
});

test('its action is carried out once and it is gone', () => {
  const onPress = vi.fn();
  const list = show({ title: 'Row deleted', action: { label: 'Undo', onPress } });
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(onPress).toHaveBeenCalledOnce();
  expect(list.textContent).toBe('');
});

test('at most four at once, the oldest leaves', () => {
  const list = show({ tone: 'danger', title: 'Again' });
  for (let press = 0; press < 5; press += 1) fireEvent.click(screen.getByRole('button', { name: 'Show' }));
  expect(within(list).getAllByRole('alert')).toHaveLength(4);
});
