import type { RemoteRow } from '../fleet/release-state.ts';
import { BindDialog, UnbindDialog } from './bind-dialog.tsx';
import type { DialogFrame } from './dialog-frame.ts';
import { HaltDialog } from './halt-dialog.tsx';
import { ReleaseDialog } from './release-dialog.tsx';
import type { RemoteAction } from './remote-actions.ts';
import { RollbackDialog } from './rollback-dialog.tsx';
import { SwitchDialog } from './switch-dialog.tsx';
import { UpstreamDialog } from './upstream-dialog.tsx';

export interface RemoteDialogProps extends DialogFrame {
  row: RemoteRow;
  action: RemoteAction;
}

/** The dialog of an action. What it began with stays as it was, while the screen behind it is kept up to date. */
export function RemoteDialog({ action, ...props }: RemoteDialogProps) {
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
