import { Field, SelectInput } from '@business-m/ui';
import { useState } from 'react';
import { ChangeDialog } from '../change/change-dialog.tsx';
import type { RemoteRow } from '../fleet/release-state.ts';
import { hashOf, versionOf } from '../words/release-words.ts';
import { shareWords } from '../words/share-words.ts';
import type { DialogFrame } from './dialog-frame.ts';

/** Takes the canary back, or goes to an earlier stable release: the one before, unless another is chosen. Does not wait for approval. */
export function RollbackDialog({ row, ...frame }: DialogFrame & { row: RemoteRow }) {
  const [to, setTo] = useState('');
  const { remote, scope, stable, canary, published = [] } = row;
  const others = published.filter(({ id }) => id !== stable.release && id !== canary?.release);
  const title = canary ? `Take ${remote.title} ${versionOf(canary.release)} back?` : `Roll ${remote.title} back?`;
  return (
    <ChangeDialog
      {...frame}
      title={title}
      description={
        canary
          ? `The ${shareWords(canary.shareBps)} of users who have the canary go back to ${versionOf(stable.release)}, like everybody else.`
          : to === ''
            ? `Everybody goes from ${versionOf(stable.release)} back to the stable release before it, named below.`
            : `Everybody goes from ${versionOf(stable.release)} back to ${versionOf(to)}.`
      }
      confirmLabel="Roll back"
      confirmFor={(differences) => {
        const target = differences.find(({ path }) => path === `remotes.${scope}.releases.stable`)?.after;
        return typeof target === 'string' ? `Roll back to ${versionOf(target)}` : null;
      }}
      danger
      changes={() => [{ kind: 'rollback', scope, ...(to === '' || canary ? {} : { to }) }]}
    >
      {!canary && (
        <Field label="Back to">
          {(aria) => (
            <SelectInput
              {...aria}
              value={to}
              onChange={setTo}
              placeholder="The release before"
              options={others.map(({ id, version }) => ({ value: id, label: `${version} (${hashOf(id)})` }))}
            />
          )}
        </Field>
      )}
    </ChangeDialog>
  );
}
