import type { ComponentType } from 'react';
import { BindDialog, UnbindDialog } from './bind-dialog.tsx';
import { ReleaseDialog } from './release-dialog.tsx';
import type { DialogProps, RemoteAction } from './remote-actions.ts';
import { HaltDialog, RollbackDialog } from './rollback-dialog.tsx';
import { SwitchDialog } from './switch-dialog.tsx';
import { UpstreamDialog } from './upstream-dialog.tsx';

type ActionOf<Kind> = Omit<Extract<RemoteAction, { kind: Kind }>, 'kind'>;

const dialogs: { [Kind in RemoteAction['kind']]: ComponentType<DialogProps & ActionOf<Kind>> } = {
  release: ReleaseDialog,
  rollback: RollbackDialog,
  halt: HaltDialog,
  switch: SwitchDialog,
  bind: BindDialog,
  unbind: UnbindDialog,
  upstream: UpstreamDialog,
};

/** The dialog of an action, which keeps its first values while the screen behind it is refreshed. */
export function RemoteDialog({ action: { kind, ...action }, ...props }: DialogProps & { action: RemoteAction }) {
  const ActionDialog = dialogs[kind] as ComponentType<DialogProps>;
  return <ActionDialog {...props} {...action} />;
}
