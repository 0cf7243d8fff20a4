import { ApiError } from '@business-m/sdk';
import { Button, Menu, useToasts } from '@business-m/ui';
import { useState } from 'react';
import { useDesk } from '../desk/desk-context.tsx';
import { UnsavedDialog } from './unsaved-prompt.tsx';

export function UserMenu() {
  const { user, session, guards } = useDesk();
  const toasts = useToasts();
  const [asking, setAsking] = useState(false);

  async function leave() {
    try {
      await session.signOut();
    } catch (error) {
      const detail = error instanceof ApiError ? error.problem.detail : 'Something unexpected happened.';
      toasts.show({ tone: 'danger', title: 'You are still signed in', detail });
    }
  }

  return (
    <div className="shell-user">
      <Menu
        align="end"
        trigger={
          <Button variant="quiet" icon="user" aria-label={`Signed in as ${user.name}`}>
            <span className="shell-user-name">{user.name}</span>
          </Button>
        }
        items={[
          { label: user.email, disabled: true, onSelect: () => {} },
          { label: 'Sign out', icon: 'log-out', onSelect: () => (guards.any() ? setAsking(true) : void leave()) },
        ]}
      />
      <UnsavedDialog
        open={asking}
        confirmLabel="Sign out"
        onConfirm={() => {
          setAsking(false);
          void leave();
        }}
        onOpenChange={setAsking}
      />
    </div>
  );
}
