// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Button } from '../actions/button.tsx';
import { IconButton } from '../actions/icon-button.tsx';
import { draw } from '../testing/draw.tsx';
import { Tooltip } from './tooltip.tsx';

test('shows on keyboard focus, leaves on Escape, and describes its element', async () => {
  const { user } = draw(
    <Tooltip label="Saves without leaving">
      <Button>Save</Button>
    </Tooltip>,
  );
  expect(screen.queryByRole('tooltip')).toBeNull();
  screen.getByRole('button', { name: 'Save', description: 'Saves without leaving' });
  await user.tab();
  screen.getByRole('tooltip', { name: 'Saves without leaving' });
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('tooltip')).toBeNull();
});

test('an icon button is named by its label and shows it', async () => {
  const { user } = draw(<IconButton icon="settings" label="Settings" />);
  await user.tab();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Settings' }));
  screen.getByText('Settings');
});
