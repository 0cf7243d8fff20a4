import type { ReactNode } from 'react';

export interface DialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  /** A sentence under the title. */
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the primary one last. */
  actions?: ReactNode;
  size?: 'small' | 'medium' | 'large';
}

export function Dialog({ open, title, children, actions }: DialogProps) {
  return open ? (
    <dialog open aria-label={title}>
      {children}
      {actions}
    </dialog>
  ) : null;
}
