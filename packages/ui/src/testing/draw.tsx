import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { loadPopups } from '../popups/load.ts';
import { DeskUi } from '../theme/desk-ui.tsx';

// As for a user who has been on the page for a moment: what opens does so at once.
await loadPopups();

/** Draws under the desk's theme, with a user at the keyboard. */
export function draw(content: ReactNode) {
  const user = userEvent.setup();
  return { user, ...render(content, { wrapper: ({ children }) => <DeskUi theme="light">{children}</DeskUi> }) };
}
