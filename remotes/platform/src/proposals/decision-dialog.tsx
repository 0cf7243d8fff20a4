import { useNotify } from '@business-m/sdk';
import type { ProposalList } from '@business-m/sdk/platform';
import { useState } from 'react';
import { type Decision, useDecide } from '../api/use-writes.ts';
import { DifferenceList } from '../change/difference-list.tsx';
import { ReasonDialog } from '../change/reason-dialog.tsx';
import { wishedWords } from '../words/change-words.ts';

const words = {
  approve: {
    title: 'Approve this?',
    verb: 'Approve',
    done: 'Approved',
    detail: 'It takes effect at once, with your name beside the author’s.',
  },
  reject: { title: 'Reject this?', verb: 'Reject', done: 'Rejected', detail: 'Nothing changes. The author reads your reason.' },
  withdraw: {
    title: 'Withdraw this?',
    verb: 'Withdraw',
    done: 'Withdrawn',
    detail: 'Nothing changes, and nobody can approve it any more.',
  },
} as const;

export interface DecisionDialogProps {
  environment: string;
  item: ProposalList['items'][number];
  decision: Decision;
  onClose(): void;
}

/** Confirms a decision. Rejecting requires a reason. */
export function DecisionDialog({ environment, item: { proposal, differences }, decision, onClose }: DecisionDialogProps) {
  const decide = useDecide(environment);
  const notify = useNotify();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const { title, verb, done, detail } = words[decision];

  async function confirm(): Promise<void> {
    if (decision === 'reject' && reason.trim() === '') return setError('Say why, so that the author knows what to change.');
    setError(null);
    setFailure(null);
    setBusy(true);
    try {
      await decide(proposal.id, decision, reason.trim());
      notify({ kind: 'success', title: done, detail: wishedWords(proposal.changes) });
      onClose();
    } catch (refused) {
      setFailure(refused);
      setBusy(false);
    }
  }

  return (
    <ReasonDialog
      title={title}
      description={`${wishedWords(proposal.changes)}. ${detail}`}
      reason={reason}
      onReason={setReason}
      required={decision === 'reject'}
      error={error}
      busy={busy}
      failure={failure}
      confirm={{ label: verb, variant: decision === 'approve' ? 'primary' : 'danger', onPress: () => void confirm() }}
      onClose={onClose}
    >
      {decision === 'approve' && <DifferenceList label="Differences" differences={differences} />}
    </ReasonDialog>
  );
}
