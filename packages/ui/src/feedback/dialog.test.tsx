// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { Button } from '../actions/button.tsx';
import { Combobox } from '../fields/combobox.tsx';
import { TextInput } from '../fields/text-input.tsx';
import { draw } from '../testing/draw.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Dialog } from './dialog.tsx';

function Opener() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>New</Button>
      <Dialog open={open} onOpenChange={setOpen} title="New customer" description="Only the name is needed.">
        <TextInput aria-label="Name" value="" onChange={() => undefined} />
      </Dialog>
    </>
  );
}

test('has a name and a description, the first control has the focus, and closing gives it back', async () => {
  const { user } = draw(<Opener />);
  await user.click(screen.getByRole('button', { name: 'New' }));
  screen.getByRole('dialog', { name: 'New customer', description: 'Only the name is needed.' });
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Name' }));
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'New' }));
});

test('Escape asks the owner and does not close by itself', async () => {
  const onOpenChange = vi.fn();
  const { user } = draw(
    <Dialog open onOpenChange={onOpenChange} title="Unsaved">
      Words
    </Dialog>,
  );
  await user.keyboard('{Escape}');
  expect(onOpenChange).toHaveBeenCalledExactlyOnceWith(false);
  screen.getByRole('dialog', { name: 'Unsaved' });
});

test('a question starts on the safe answer, and stays while the deed runs', async () => {
  const onOpenChange = vi.fn();
  const onConfirm = vi.fn();
  const ask = (busy: boolean) => (
    <ConfirmDialog open onOpenChange={onOpenChange} title="Delete?" confirmLabel="Delete" danger busy={busy} onConfirm={onConfirm} />
  );
  const { user, rerender } = draw(ask(false));
  await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Cancel' })));
  await user.click(screen.getByRole('button', { name: 'Delete' }));
  expect(onConfirm).toHaveBeenCalledOnce();
  rerender(ask(true));
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(onOpenChange).not.toHaveBeenCalled();
});

test('Escape in a list inside a dialog closes the list, and then the dialog', async () => {
  const onOpenChange = vi.fn();
  draw(
    <Dialog open onOpenChange={onOpenChange} title="New entry">
      <Combobox aria-label="Account" autoFocus value="" onChange={() => {}} options={[{ value: '1110', label: 'Cash' }]} />
    </Dialog>,
  );
  const box = screen.getByRole('combobox', { name: 'Account' });
  fireEvent.keyDown(box, { key: 'ArrowDown' });
  await screen.findByRole('listbox');
  fireEvent.keyDown(box, { key: 'Escape' });
  await vi.waitFor(() => expect(screen.queryByRole('listbox')).toBeNull());
  expect(onOpenChange).not.toHaveBeenCalled();
  fireEvent.keyDown(box, { key: 'Escape' });
  await vi.waitFor(() => expect(onOpenChange).toHaveBeenCalledExactlyOnceWith(false));
});
