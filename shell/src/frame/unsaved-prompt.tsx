import { ConfirmDialog } from '@business-m/ui';
import { useBlocker } from '@tanstack/react-router';
import { useDesk } from './desk-context.tsx';

/** Asks before a navigation, a reload or a closed tab throws unsaved changes away. */
export function UnsavedPrompt() {
  const { guards } = useDesk();
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => guards.any() && current.pathname !== next.pathname,
    enableBeforeUnload: guards.any,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      open={blocker.status === 'blocked'}
      title="Leave without saving?"
      confirmLabel="Leave"
      cancelLabel="Stay"
      danger
      onConfirm={() => {
        guards.clear();
        blocker.proceed?.();
      }}
      onOpenChange={(open) => open || blocker.reset?.()}
    >
      What you changed on this screen has not been saved.
    </ConfirmDialog>
  );
}
