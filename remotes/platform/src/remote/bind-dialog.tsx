import type { Audience } from '@business-m/sdk/platform';
import { Field, TextInput } from '@business-m/ui';
import { useState } from 'react';
import { ChangeDialog } from '../change/change-dialog.tsx';
import { audienceWords, versionOf } from '../words/release-words.ts';
import { ReleasePicker } from './release-dialog.tsx';
import type { DialogProps } from './remote-actions.ts';

const parts = [
  { name: 'tenant', label: 'Tenant', placeholder: 'acme' },
  { name: 'role', label: 'Role', placeholder: 'auditor' },
  { name: 'region', label: 'Region', placeholder: 'eu-west' },
] as const;

/** Gives some users their own release, independent of stable and canary. */
export function BindDialog({ row, ...frame }: DialogProps) {
  const [audience, setAudience] = useState<Audience>({});
  const [release, setRelease] = useState('');
  const named = parts.some(({ name }) => audience[name]);
  return (
    <ChangeDialog
      {...frame}
      title={`Bind users of ${row.remote.title}`}
      description="They get this release, whatever stable and canary are. All that is named here must be true of a user."
      confirmLabel="Bind"
      changes={() => (named && release !== '' ? [{ kind: 'bind', scope: row.scope, match: audience, release }] : null)}
    >
      <div className="platform-audience">
        {parts.map(({ name, label, placeholder }) => (
          <Field key={name} label={label}>
            {(aria) => (
              <TextInput
                {...aria}
                value={audience[name] ?? ''}
                placeholder={placeholder}
                maxLength={32}
                onChange={(value) => setAudience(withPart(audience, name, value.trim()))}
              />
            )}
          </Field>
        ))}
      </div>
      <ReleasePicker row={row} value={release} onChange={setRelease} />
    </ChangeDialog>
  );
}

function withPart(audience: Audience, name: keyof Audience, value: string): Audience {
  const { [name]: _, ...rest } = audience;
  return value === '' ? rest : { ...rest, [name]: value };
}

export function UnbindDialog({ row, match, ...frame }: DialogProps & { match: Audience }) {
  return (
    <ChangeDialog
      {...frame}
      title={`End the binding of ${audienceWords(match)}?`}
      description={`They get what everybody gets: ${versionOf(row.stable.release)}, or the canary if they are among its users.`}
      confirmLabel="End it"
      changes={() => [{ kind: 'unbind', scope: row.scope, match }]}
    />
  );
}
