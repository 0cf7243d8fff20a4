import { Button, type ButtonProps, Dialog, type DialogProps, Field, TextArea, YStack } from '@business-m/ui';
import type { ReactNode } from 'react';
import { lostRaceOf } from '../api/use-writes.ts';
import { RacePanel } from './race-panel.tsx';
import { Refusal } from './refusal.tsx';
import './change.css';

export interface ReasonDialogProps extends Pick<DialogProps, 'title' | 'description'> {
  reason: string;
  onReason(reason: string): void;
  reasonMax?: number | undefined;
  required?: boolean;
  /** Of the reason. */
  error: string | null;
  /** Keeps the dialog open while the change is written. */
  busy: boolean;
  /** What the last attempt threw. */
  failure: unknown;
  confirm: Pick<ButtonProps, 'variant' | 'disabled' | 'onPress'> & { label: string };
  /** Above the reason. */
  children: ReactNode;
  /** Below the reason, while there is no failure. */
  preview?: ReactNode;
  onClose(): void;
}

/** Asks for the reason of a change or a decision; shows a lost race or a refusal below it. */
export function ReasonDialog(props: ReasonDialogProps) {
  const {
    title,
    description,
    reason,
    onReason,
    reasonMax = 500,
    required,
    error,
    busy,
    failure,
    confirm,
    children,
    preview,
    onClose,
  } = props;
  const { label, ...press } = confirm;
  const race = lostRaceOf(failure);
  const close = () => busy || onClose();
  return (
    <Dialog
      open
      onOpenChange={(open) => open || close()}
      title={title}
      description={description}
      actions={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button {...press} busy={busy}>
            {label}
          </Button>
        </>
      }
    >
      <YStack gap="$4">
        {children}
        <Field label="Why" required={required} error={error}>
          {(aria) => <TextArea {...aria} rows={2} value={reason} onChange={onReason} maxLength={reasonMax} disabled={busy} />}
        </Field>
        {race ? <RacePanel race={race} /> : failure ? <Refusal error={failure} /> : preview}
      </YStack>
    </Dialog>
  );
}
