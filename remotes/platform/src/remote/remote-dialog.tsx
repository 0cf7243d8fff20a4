import { Field, TextInput } from '@business-m/ui';
import { type ComponentType, useState } from 'react';
import { ChangeDialog } from '../change/change-dialog.tsx';
import { BindDialog, UnbindDialog } from './bind-dialog.tsx';
import { ReleaseDialog } from './release-dialog.tsx';
import type { DialogProps, RemoteAction } from './remote-actions.ts';
import { HaltDialog, RollbackDialog } from './rollback-dialog.tsx';

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

function SwitchDialog({ row: { remote, scope }, ...frame }: DialogProps) {
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

/** Sends a remote's calls, of all tenants or one, to another upstream. */
function UpstreamDialog({ row: { remote, scope }, ...frame }: DialogProps) {
  const [upstream, setUpstream] = useState('');
  const [tenant, setTenant] = useState('');
  return (
    <ChangeDialog
      {...frame}
      title={`Send the calls of ${remote.title} elsewhere`}
      description="From the next call on. Nobody has to reload anything."
      confirmLabel="Send them there"
      changes={() =>
        upstream.trim() === ''
          ? null
          : [{ kind: 'backend', scope, upstream: upstream.trim(), ...(tenant.trim() === '' ? {} : { tenant: tenant.trim() }) }]
      }
    >
      <Field label="Address" required>
        {(aria) => (
          <TextInput {...aria} value={upstream} onChange={setUpstream} maxLength={300} placeholder="http://finance.internal:8080" />
        )}
      </Field>
      <Field label="Tenant" help="All tenants when empty.">
        {(aria) => <TextInput {...aria} value={tenant} onChange={setTenant} maxLength={32} />}
      </Field>
    </ChangeDialog>
  );
}
