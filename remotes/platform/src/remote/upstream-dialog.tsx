import { Field, TextInput } from '@business-m/ui';
import { useState } from 'react';
import { ChangeDialog } from '../change/change-dialog.tsx';
import type { DialogProps } from './remote-actions.ts';

/** Sends a remote's calls, of all tenants or one, to another upstream. */
export function UpstreamDialog({ row: { remote, scope }, ...frame }: DialogProps) {
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
