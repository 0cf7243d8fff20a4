import { problemOf } from '@business-m/documents';
import type { Message } from '@business-m/metadata';
import { Button, Dialog, Field, TextArea } from '@business-m/ui';
import { useState } from 'react';

const SHORTEST_REASON = 3;
const LONGEST_REASON = 500;

export interface DismissDialogProps {
  message: Message;
  /** Throws the server's refusal. */
  dismiss(id: number, reason: string): Promise<void>;
  onClose(): void;
}

/** Dismisses a message, with a reason. */
export function DismissDialog({ message, dismiss, onClose }: DismissDialogProps) {
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function confirm(): Promise<void> {
    if (reason.trim().length < SHORTEST_REASON) return setError('Say why, so that whoever asks later knows.');
    setBusy(true);
    setError(null);
    try {
      await dismiss(message.id, reason.trim());
      onClose();
    } catch (refused) {
      setError(problemOf(refused).detail);
      setBusy(false);
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Dismiss the message about ${message.key}?`}
      description="It will not be sent again. You, the time and your reason stay beside it."
      size="small"
      actions={
        <>
          <Button onPress={onClose}>Keep it</Button>
          <Button variant="primary" busy={busy} onPress={() => void confirm()}>
            Dismiss
          </Button>
        </>
      }
    >
      <Field label="Why" required error={error}>
        {(aria) => <TextArea {...aria} value={reason} onChange={setReason} maxLength={LONGEST_REASON} />}
      </Field>
    </Dialog>
  );
}
