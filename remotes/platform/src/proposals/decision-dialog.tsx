import { useNotify } from '@business-m/sdk';
import type { ProposalList } from '@business-m/sdk/platform';
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

interface DecisionDialogProps {
  environment: string;
  item: ProposalList['items'][number];
  decision: Decision;
  onClose(): void;
}

/** Confirms a decision. Rejecting requires a reason. */
export function DecisionDialog({ environment, item: { proposal, differences }, decision, onClose }: DecisionDialogProps) {
  const decide = useDecide(environment);
  const notify = useNotify();
  const { title, verb, done, detail } = words[decision];
  return (
    <ReasonDialog
      title={title}
      description={`${wishedWords(proposal.changes)}. ${detail}`}
      missing={decision === 'reject' ? 'Say why, so that the author knows what to change.' : undefined}
      label={verb}
      danger={decision !== 'approve'}
      act={async (reason) => {
        await decide(proposal.id, decision, reason);
        notify({ kind: 'success', title: done, detail: wishedWords(proposal.changes) });
      }}
      onClose={onClose}
    >
      {decision === 'approve' && <DifferenceList label="Differences" differences={differences} />}
    </ReasonDialog>
  );
}
