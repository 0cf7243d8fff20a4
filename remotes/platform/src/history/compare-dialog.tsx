import { problemOf } from '@business-m/documents';
import { Callout, Dialog, Skeleton } from '@business-m/ui';
import { useRevisionDiff } from '../api/use-admin.ts';
import { DifferenceList } from '../change/difference-list.tsx';

/** The differences between two revisions. */
export function CompareDialog({ environment, from, to, onClose }: { environment: string; from: number; to: number; onClose(): void }) {
  const diff = useRevisionDiff(environment, from, to);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Revision ${from} → ${to}`}
      description={`What differs in ${environment}, before and after.`}
      size="large"
    >
      {diff.data ? (
        <DifferenceList label="Differences" differences={diff.data} empty="Both say the same." />
      ) : diff.error ? (
        <Callout tone="danger" title="This could not be loaded">
          {problemOf(diff.error).detail}
        </Callout>
      ) : (
        <Skeleton height={90} />
      )}
    </Dialog>
  );
}
