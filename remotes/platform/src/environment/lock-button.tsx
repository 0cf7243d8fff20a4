import { Button } from '@business-m/ui';
import { useState } from 'react';
import { ChangeDialog } from '../change/change-dialog.tsx';
import type { EnvironmentChoice } from './use-environment-choice.ts';

const LOCK_REASON_MAX = 300;
const REASON_MAX = 500;

export function LockButton({ choice: { environment } }: { choice: EnvironmentChoice }) {
  const [open, setOpen] = useState(false);
  const { name, locked, head } = environment;
  if (!head) return null;
  const verb = locked ? 'Unlock' : 'Lock';
  return (
    <>
      <Button icon="lock" onPress={() => setOpen(true)}>
        {verb} {name}
      </Button>
      {open && (
        <ChangeDialog
          environment={name}
          head={head.number}
          title={`${verb} ${name}?`}
          description={
            locked
              ? `It was locked by ${locked.by}: ${locked.reason}`
              : 'Nobody can change it until somebody unlocks it. A canary that fails is still halted.'
          }
          preview={false}
          confirmLabel={verb}
          reasonMax={locked ? REASON_MAX : LOCK_REASON_MAX}
          changes={(reason) => [locked ? { kind: 'unlock' } : { kind: 'lock', reason }]}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
