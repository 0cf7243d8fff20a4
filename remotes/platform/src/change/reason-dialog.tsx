import type { LostRace } from '@business-m/sdk/platform';
import { Button, Dialog, type DialogProps, Field, TextArea, YStack } from '@business-m/ui';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { lostRaceOf } from '../api/use-writes.ts';
import { RacePanel } from './race-panel.tsx';
import { Refusal } from './refusal.tsx';
import './change.css';

export interface ReasonDialogProps extends Pick<DialogProps, 'title' | 'description'> {
  /** Said when there is no reason; undefined: it need not be given. */
  missing?: string | undefined;
  reasonMax?: number | undefined;
  label: string;
  danger?: boolean | undefined;
  disabled?: boolean;
  /** Throws the server's refusal. */
  act(reason: string): Promise<void>;
  /** Somebody wrote first, as a preview has found already. */
  race?: LostRace | null;
  /** Offered after a lost race. */
  onLookAgain?(race: LostRace): void;
  /** Above the reason. */
  children: ReactNode;
  /** Below the reason, while nothing has failed. */
  preview?: ReactNode;
  onClose(): void;
}

/** Asks for the reason of a change or a decision. A lost race shows both sides, a refusal its cause; the input stays. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, description, missing, reasonMax = 500, label, danger, disabled, act, onLookAgain, children, preview, onClose } = props;
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const acting = useMutation({ networkMode: 'always', mutationFn: act, onSuccess: onClose });
  const { isPending: busy, error } = acting;
  const race = lostRaceOf(error) ?? props.race ?? null;
  const lacksReason = missing !== undefined && reason.trim() === '';
  const close = () => busy || onClose();
  const confirm = () => {
    setAsked(true);
    if (!lacksReason) acting.mutate(reason.trim());
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || close()}
      title={title}
      description={description}
      actions={
        <>
          <Button onPress={close}>Cancel</Button>
          {race && onLookAgain ? (
            <Button
              variant="primary"
              onPress={() => {
                onLookAgain(race);
                acting.reset();
              }}
            >
              Look again
            </Button>
          ) : (
            <Button variant={danger ? 'danger' : 'primary'} busy={busy} disabled={disabled} onPress={confirm}>
              {label}
            </Button>
          )}
        </>
      }
    >
      <YStack gap="$4">
        {children}
        <Field label="Why" required={missing !== undefined} error={asked && lacksReason ? missing : null}>
          {(aria) => <TextArea {...aria} rows={2} value={reason} onChange={setReason} maxLength={reasonMax} disabled={busy} />}
        </Field>
        {race ? <RacePanel race={race} /> : error ? <Refusal error={error} /> : preview}
      </YStack>
    </Dialog>
  );
}
