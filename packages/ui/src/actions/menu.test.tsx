// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { draw } from '../testing/draw.tsx';
import { IconButton } from './icon-button.tsx';
import { Menu } from './menu.tsx';

function drawMenu() {
  const chosen = vi.fn();
  const drawn = draw(
    <Menu
      trigger={<IconButton icon="ellipsis" label="More" />}
      items={[
        { label: 'Duplicate', onSelect: () => chosen('Duplicate') },
        { label: 'Print', disabled: true, onSelect: () => chosen('Print') },
        'separator',
        { label: 'Delete', danger: true, onSelect: () => chosen(document.activeElement?.getAttribute('aria-label')) },
      ]}
    />,
  );
  return { ...drawn, chosen };
}

const trigger = () => screen.getByRole('button', { name: 'More' });
const focused = () => document.activeElement?.textContent;

test('opens from the keyboard, arrows go round, letters jump', async () => {
  const { user } = drawMenu();
  await user.tab();
  await user.keyboard('{Enter}');
  expect(trigger().getAttribute('aria-expanded')).toBe('true');
  expect(focused()).toBe('Duplicate');
  await user.keyboard('{ArrowUp}');
  expect(focused()).toBe('Delete');
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(focused()).toBe('Print');
  await user.keyboard('de');
  expect(focused()).toBe('Delete');
});

test('Escape closes it and the focus is back on the trigger', async () => {
  const { user } = drawMenu();
  await user.tab();
  await user.keyboard('{ArrowDown}{Escape}');
  expect(screen.queryByRole('menu')).toBeNull();
  expect(document.activeElement).toBe(trigger());
});

test('the focus is on the trigger before the choice is carried out', async () => {
  const { user, chosen } = drawMenu();
  await user.click(trigger());
  await user.click(screen.getByRole('menuitem', { name: 'Delete' }));
  expect(chosen).toHaveBeenCalledExactlyOnceWith('More');
  expect(screen.queryByRole('menu')).toBeNull();
});

test('a disabled item can be reached, not chosen', async () => {
  const { user, chosen } = drawMenu();
  await user.click(trigger());
  await user.keyboard('{ArrowDown}{Enter}');
  expect(chosen).not.toHaveBeenCalled();
  expect(screen.getByRole('menuitem', { name: 'Print' }).getAttribute('aria-disabled')).toBe('true');
});
