// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { draw } from '../testing/draw.tsx';
import { Button } from './button.tsx';

test('Enter and Space press it', async () => {
  const onPress = vi.fn();
  const { user } = draw(<Button onPress={onPress}>Save</Button>);
  await user.tab();
  await user.keyboard('{Enter} ');
  expect(onPress).toHaveBeenCalledTimes(2);
});

test('busy it keeps the focus and refuses presses and the form', async () => {
  const onPress = vi.fn();
  const onSubmit = vi.fn((event: { preventDefault(): void }) => event.preventDefault());
  const form = (busy: boolean) => (
    <form onSubmit={onSubmit}>
      <Button type="submit" busy={busy} onPress={onPress}>
        Save
      </Button>
    </form>
  );
  const { user, rerender } = draw(form(false));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(onSubmit).toHaveBeenCalledOnce();
  rerender(form(true));
  await user.click(screen.getByRole('button', { name: 'Save', busy: true }));
  expect(onPress).toHaveBeenCalledOnce();
  expect(onSubmit).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(screen.getByRole('button'));
});

test('disabled it is a disabled button', () => {
  const onPress = vi.fn();
  draw(
    <Button disabled onPress={onPress}>
      Save
    </Button>,
  );
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Save' });
  expect(button.disabled).toBe(true);
  fireEvent.click(button);
  expect(onPress).not.toHaveBeenCalled();
});
