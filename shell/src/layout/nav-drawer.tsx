import { useEffect, useRef } from 'react';
import { Sidebar } from './sidebar.tsx';

/** The sidebar of a narrow screen: a modal dialog of the browser's own, so Escape, focus and inertness come with it. */
export function NavDrawer({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click is on the backdrop; Escape closes a modal dialog by itself
    <dialog
      ref={dialog}
      className="shell-drawer"
      aria-label="Navigation"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <Sidebar onFollow={onClose} />
    </dialog>
  );
}
