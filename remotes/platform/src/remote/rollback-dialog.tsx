import { Field, SelectInput } from '@business-m/ui';
import { useState } from 'react';
import { ChangeDialog } from '../change/change-dialog.tsx';
import { hashOf, versionOf } from '../words/release-words.ts';
import { shareWords } from '../words/share-words.ts';
import type { DialogProps } from './remote-actions.ts';

/** Ends the canary, or returns to an earlier stable release: the last one unless another is chosen. Needs no approval. */
export function RollbackDialog({ row, ...frame }: DialogProps) {
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

/** Ends a bad canary, recorded with the reason. Possible even while the environment is locked. */
export function HaltDialog({ row, ...frame }: DialogProps) {
  const { remote, scope, stable, canary } = row;
  if (!canary) return null;
  return (
    <ChangeDialog
      {...frame}
      title={`Halt ${remote.title} ${versionOf(canary.release)}?`}
      description={`The ${shareWords(canary.shareBps)} of users who have it go back to ${versionOf(stable.release)} at once. It is marked as halted, with your reason.`}
      confirmLabel="Halt"
      danger
      changes={(reason) => [{ kind: 'halt', scope, release: canary.release, reason }]}
    />
  );
}
