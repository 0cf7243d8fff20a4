import type { RevisionSummary } from '@business-m/sdk/platform';
import { Dialog, Text } from '@business-m/ui';
import { useEnvironmentDocument, useRevisionDiff } from '../api/use-admin.ts';
import { ChangeDialog, type ChangeDialogProps } from '../change/change-dialog.tsx';
import { wishedWords } from '../words/change-words.ts';
import { Loading } from './compare-dialog.tsx';
import { restoreChanges } from './restore-changes.ts';

type RestoreDialogProps = Pick<ChangeDialogProps, 'environment' | 'head' | 'onClose'> & { revision: RevisionSummary };

export function RestoreDialog({ environment, head, revision, onClose }: RestoreDialogProps) {
  const document = useEnvironmentDocument(environment);
  const diff = useRevisionDiff(environment, head, revision.number);
  const title = `Back to the releases of revision ${revision.number}?`;
  const changes = document.data && diff.data && restoreChanges(document.data.remotes, diff.data);
  if (!changes || changes.length === 0) {
    return (
      <Dialog open onOpenChange={(open) => !open && onClose()} title={title}>
        <Loading error={document.error ?? diff.error}>
          {changes && <Text tone="muted">The remotes have these releases already.</Text>}
        </Loading>
      </Dialog>
    );
  }
  return (
    <ChangeDialog
      environment={environment}
      head={head}
      title={title}
      description="Stable and canary become what they were then. Bindings, switches and addresses stay as they are."
      confirmLabel="Go back"
      danger
      changes={() => changes}
      onClose={onClose}
    >
      <ul className="platform-sentences" aria-label="Changes">
        {changes.map((change) => (
          <li key={wishedWords([change])}>{wishedWords([change])}</li>
        ))}
      </ul>
    </ChangeDialog>
  );
}
