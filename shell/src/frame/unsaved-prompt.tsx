import { ConfirmDialog } from '@business-m/ui';
import { useBlocker } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import { useDesk } from '../desk/desk-context.tsx';

/** Asks before the user leaves a screen with edits. */
export function UnsavedPrompt() {
  const { guards } = useDesk();
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => guards.any() && current.pathname !== next.pathname,
    enableBeforeUnload: guards.any,
    withResolver: true,
  });
  return (
    <UnsavedDialog
      open={blocker.status === 'blocked'}
      confirmLabel="Leave"
      onConfirm={() => {
        guards.clear();
        blocker.proceed?.();
      }}
      onOpenChange={(open) => open || blocker.reset?.()}
    />
  );
}

export function UnsavedDialog(props: Omit<ComponentProps<typeof ConfirmDialog>, 'children' | 'title' | 'cancelLabel' | 'danger'>) {
  return (
    <ConfirmDialog {...props} title={`${props.confirmLabel} without saving?`} cancelLabel="Stay" danger>
      What you changed on this screen has not been saved.
    </ConfirmDialog>
  );
}
