import { problemOf } from '@business-m/documents';
import type { Message } from '@business-m/metadata';
import { Button, Dialog, Field, TextArea } from '@business-m/ui';
import { useMutation } from '@tanstack/react-query';
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
  const [isShort, setShort] = useState(false);
  const dismissing = useMutation({ networkMode: 'always', mutationFn: () => dismiss(message.id, reason.trim()), onSuccess: onClose });
  const refusal = dismissing.error && problemOf(dismissing.error).detail;
  const confirm = () => {
    const tooShort = reason.trim().length < SHORTEST_REASON;
    setShort(tooShort);
    if (!tooShort) dismissing.mutate();
  };
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
          <Button variant="primary" busy={dismissing.isPending} onPress={confirm}>
            Dismiss
          </Button>
        </>
      }
    >
      <Field label="Why" required error={isShort ? 'Say why, so that whoever asks later knows.' : refusal}>
        {(aria) => <TextArea {...aria} value={reason} onChange={setReason} maxLength={LONGEST_REASON} />}
      </Field>
    </Dialog>
  );
}
