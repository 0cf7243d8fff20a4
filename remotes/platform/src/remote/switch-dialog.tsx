import { Field, TextInput } from '@business-m/ui';
import { useState } from 'react';
import { ChangeDialog } from '../change/change-dialog.tsx';
import type { DialogProps } from './remote-actions.ts';

export function SwitchDialog({ row: { remote, scope }, ...frame }: DialogProps) {
  const [message, setMessage] = useState('');
  if (!remote.enabled)
    return (
      <ChangeDialog
        {...frame}
        title={`Switch ${remote.title} on?`}
        description="It appears in the desk of everybody who may see it."
        confirmLabel="Switch on"
        changes={() => [{ kind: 'enable', scope }]}
      />
    );
  return (
    <ChangeDialog
      {...frame}
      title={`Switch ${remote.title} off?`}
      description="Nobody can open it until it is switched on again."
      confirmLabel="Switch off"
      danger
      changes={() => [{ kind: 'disable', scope, ...(message.trim() === '' ? {} : { message: message.trim() }) }]}
    >
      <Field label="Message to its users" help="Shown in the desk in its place.">
        {(aria) => <TextInput {...aria} value={message} onChange={setMessage} maxLength={300} placeholder="Back at 14:00" />}
      </Field>
    </ChangeDialog>
  );
}
