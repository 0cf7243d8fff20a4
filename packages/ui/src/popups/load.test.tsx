// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { Combobox } from '../fields/combobox.tsx';
import { DeskUi } from '../theme/desk-ui.tsx';

function Account() {
  const [value, setValue] = useState('');
  return <Combobox aria-label="Account" autoFocus value={value} onChange={setValue} options={[{ value: '1110', label: 'Cash' }]} />;
}

// The only test of the file: later the popups are there from the start.
test('words typed before the list is there are taken over, with the focus, and searched for', async () => {
  render(
    <DeskUi theme="light">
      <Account />
    </DeskUi>,
  );
  const plain = screen.getByRole<HTMLInputElement>('combobox', { name: 'Account', expanded: false });
  expect(document.activeElement).toBe(plain);
  fireEvent.change(plain, { target: { value: 'ca' } });
  // The import takes a busy machine longer than the usual second.
  await screen.findByRole('option', { name: 'Cash' }, { timeout: 15_000 });
  const box = screen.getByRole<HTMLInputElement>('combobox', { name: 'Account', expanded: true });
  expect(box).not.toBe(plain);
  expect(box.value).toBe('ca');
  expect(document.activeElement).toBe(box);
});
