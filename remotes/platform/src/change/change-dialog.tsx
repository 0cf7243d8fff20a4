import { useNotify } from '@business-m/sdk';
import type { Change, ChangeOutcome, Difference } from '@business-m/sdk/platform';
import { type ReactNode, useState } from 'react';
import { lostRaceOf, useWriteChanges } from '../api/use-writes.ts';
import { ChangePreview } from './change-preview.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { useDryRun } from './use-dry-run.ts';

export interface ChangeDialogProps {
  environment: string;
  /** The revision that the user sees: a change is written over it or refused. */
  head: number;
  title: string;
  description?: ReactNode;
  /** Null while the inputs are incomplete. */
  changes(reason: string): readonly Change[] | null;
  confirmLabel: string;
  /** A more exact label, from the preview. */
  confirmFor?(differences: readonly Difference[]): string | null;
  danger?: boolean;
  /** Whether the differences are previewed. Default true. */
  preview?: boolean;
  reasonMax?: number | undefined;
  children?: ReactNode;
  onClose(): void;
}

/** Asks for inputs and a reason, previews the differences and writes the change. A lost race shows both sides and keeps the input. */
export function ChangeDialog(props: ChangeDialogProps) {
  const { environment, title, description, confirmLabel, danger, preview = true, reasonMax, children, onClose } = props;
  const notify = useNotify();
  const write = useWriteChanges(environment);
  const [parent, setParent] = useState(props.head);
  const changes = props.changes('…');
  const dryRun = useDryRun(environment, { parent, changes: preview ? changes : null });
  const answer = dryRun.data?.outcome === 'dry-run' ? dryRun.data : null;
  const exact = dryRun.upToDate && answer ? props.confirmFor?.(answer.differences) : null;
  return (
    <ReasonDialog
      title={title}
      description={description}
      missing="Say why, so that whoever asks later knows."
      reasonMax={reasonMax}
      label={answer?.needsApproval ? 'Propose' : (exact ?? confirmLabel)}
      danger={danger}
      disabled={changes === null || (preview && !(dryRun.upToDate && answer))}
      act={async (reason) => tell(notify, title, await write(props.changes(reason) ?? [], { reason, parent }))}
      race={lostRaceOf(dryRun.error)}
      onLookAgain={({ current }) => setParent(current.number)}
      preview={preview && <ChangePreview dryRun={dryRun} waiting={changes !== null} />}
      onClose={onClose}
    >
      {children && <fieldset className="platform-inputs">{children}</fieldset>}
    </ReasonDialog>
  );
}

function tell(notify: ReturnType<typeof useNotify>, title: string, outcome: ChangeOutcome): void {
  if (outcome.outcome === 'accepted')
    notify({ kind: 'success', title: `Revision ${outcome.revision.number} is in effect`, detail: outcome.revision.reason });
  else if (outcome.outcome === 'proposed')
    notify({ kind: 'info', title: 'Waits for approval', detail: 'Somebody else with the role ops has to approve it, under Proposals.' });
  else notify({ kind: 'info', title: 'Nothing was written', detail: `It is so already: ${title}` });
}
