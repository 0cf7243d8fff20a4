import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { DeskUi } from '../theme/desk-ui.tsx';

/** Draws under the desk's theme, with a user at the keyboard. */
export function draw(content: ReactNode) {
  const user = userEvent.setup();
  return { user, ...render(content, { wrapper: ({ children }) => <DeskUi theme="light">{children}</DeskUi> }) };
}
