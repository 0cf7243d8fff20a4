import { BindDialog, UnbindDialog } from './bind-dialog.tsx';
import { ReleaseDialog } from './release-dialog.tsx';
import type { DialogProps, RemoteAction } from './remote-actions.ts';
import { HaltDialog, RollbackDialog } from './rollback-dialog.tsx';
import { SwitchDialog } from './switch-dialog.tsx';
import { UpstreamDialog } from './upstream-dialog.tsx';

/** The dialog of an action, which keeps its first values while the screen behind it is refreshed. */
export function RemoteDialog({ action, ...props }: DialogProps & { action: RemoteAction }) {
  switch (action.kind) {
    case 'release':
      return <ReleaseDialog {...props} release={action.release} shareBps={action.shareBps} fixed={action.fixed} />;
    case 'rollback':
      return <RollbackDialog {...props} />;
    case 'halt':
      return <HaltDialog {...props} />;
    case 'switch':
      return <SwitchDialog {...props} />;
    case 'bind':
      return <BindDialog {...props} />;
    case 'unbind':
      return <UnbindDialog {...props} match={action.match} />;
    case 'upstream':
      return <UpstreamDialog {...props} />;
  }
}
