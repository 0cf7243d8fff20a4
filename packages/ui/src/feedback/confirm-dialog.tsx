import type { ReactNode } from 'react';
import { Button } from '../actions/button.tsx';
import { Dialog } from './dialog.tsx';

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  children?: ReactNode;
  /** The verb: "Submit", "Delete". */
  confirmLabel: string;
  cancelLabel?: string;
  danger?: boolean;
  /** While the deed runs the dialog stays. */
  busy?: boolean;
  onConfirm(): void;
}

/** Asks before something that is hard to take back. The safe answer has the focus first. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, title, children, confirmLabel, cancelLabel = 'Cancel', danger, busy, onConfirm } = props;
  const onOpenChange = (next: boolean) => busy || props.onOpenChange(next);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      size="small"
      actions={
        <>
          <Button onPress={() => onOpenChange(false)}>{cancelLabel}</Button>
          <Button variant={danger ? 'danger' : 'primary'} busy={busy} onPress={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
