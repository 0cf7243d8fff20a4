import { problemOf } from '@business-m/documents';
import { Callout, Dialog, Skeleton } from '@business-m/ui';
import type { ReactNode } from 'react';
import { useRevisionDiff } from '../api/use-admin.ts';
import { DifferenceList } from '../change/difference-list.tsx';

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
      <Loading error={diff.error}>
        {diff.data && <DifferenceList label="Differences" differences={diff.data} empty="Both say the same." />}
      </Loading>
    </Dialog>
  );
}

/** What a dialog shows once it is loaded; until then its room, or why it could not be. */
export function Loading({ error, children }: { error: Error | null; children: ReactNode }) {
  if (children) return children;
  if (!error) return <Skeleton height={90} />;
  return (
    <Callout tone="danger" title="This could not be loaded">
      {problemOf(error).detail}
    </Callout>
  );
}
