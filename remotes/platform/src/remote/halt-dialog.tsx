import { ChangeDialog } from '../change/change-dialog.tsx';
import type { RemoteRow } from '../fleet/release-state.ts';
import { versionOf } from '../words/release-words.ts';
import { shareWords } from '../words/share-words.ts';
import type { DialogFrame } from './dialog-frame.ts';

/** Takes a canary back because it is bad, so that everybody sees which one and why. Possible even while the environment is locked. */
export function HaltDialog({ row, ...frame }: DialogFrame & { row: RemoteRow }) {
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
