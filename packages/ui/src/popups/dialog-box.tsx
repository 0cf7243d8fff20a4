import { Dialog } from '@ariakit/react';
import type { ReactNode } from 'react';

export interface DialogBoxProps {
  className: string;
  labelledBy: string;
  describedBy: string | undefined;
  onClose(): void;
  children: ReactNode;
}

const toasts = () => document.querySelectorAll('.desk-toasts');

/** The modal box of a dialog, open as long as it is drawn: the page around it is inert, but for the toasts. */
export function DialogBox({ className, labelledBy, describedBy, onClose, children }: DialogBoxProps) {
  return (
    <Dialog
      open
      onClose={(event) => {
        // React state decides what is open.
        event.preventDefault();
        onClose();
      }}
      className={className}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      backdrop={<div className="desk-backdrop" />}
      getPersistentElements={toasts}
    >
      {children}
    </Dialog>
  );
}
