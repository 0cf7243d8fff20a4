import { Button, Menu, type MenuItem } from '@business-m/ui';
import { useState } from 'react';
import { ChangeDialog } from '../change/change-dialog.tsx';
import type { EnvironmentChoice } from './use-environment-choice.ts';

/** Locks an environment for everybody, or takes the lock away, with the reason. */
export function LockMenu({ choice: { environment } }: { choice: EnvironmentChoice }) {
  const [open, setOpen] = useState(false);
  const { name, locked, head } = environment;
  if (!head) return null;
  const item: MenuItem = { label: locked ? `Unlock ${name}…` : `Lock ${name}…`, icon: 'lock', onSelect: () => setOpen(true) };
  const close = () => setOpen(false);
  return (
    <>
      <Menu align="end" trigger={<Button icon="ellipsis">More</Button>} items={[item]} />
      {open && (
        <ChangeDialog
          environment={name}
          head={head.number}
          title={locked ? `Unlock ${name}?` : `Lock ${name}?`}
          description={
            locked
              ? `It was locked by ${locked.by}: ${locked.reason}`
              : 'Nobody can change it until somebody unlocks it. A canary that fails is still halted.'
          }
          preview={false}
          confirmLabel={locked ? 'Unlock' : 'Lock'}
          reasonMax={locked ? 500 : 300}
          changes={(reason) => [locked ? { kind: 'unlock' } : { kind: 'lock', reason }]}
          onClose={close}
        />
      )}
    </>
  );
}
