import type { DocStatus } from '@business-m/metadata';
import { Badge, type BadgeProps } from '@business-m/ui';

const looks: Record<Exclude<DocStatus, 'saved'>, { tone: NonNullable<BadgeProps['tone']>; label: string }> = {
  draft: { tone: 'warning', label: 'Draft' },
  submitted: { tone: 'success', label: 'Submitted' },
  cancelled: { tone: 'neutral', label: 'Cancelled' },
};

/** The status of a submittable document; nothing for others. */
export function StatusBadge({ status }: { status: DocStatus }) {
  if (status === 'saved') return null;
  return <Badge tone={looks[status].tone}>{looks[status].label}</Badge>;
}
