import type { Document } from '@business-m/metadata';
import { Badge, type BadgeProps, Text } from '@business-m/ui';

const looks: Record<string, { tone: NonNullable<BadgeProps['tone']>; label: string }> = {
  pending: { tone: 'info', label: 'Pending' },
  posted: { tone: 'success', label: 'Posted' },
  reversed: { tone: 'neutral', label: 'Reversed' },
  failed: { tone: 'danger', label: 'Failed' },
};

/** Whether the value of a stock entry has reached the ledger. */
export function PostingBadge({ doc }: { doc: Document }) {
  const look = looks[String(doc.posting_status)];
  return look ? <Badge tone={look.tone}>{look.label}</Badge> : <Text tone="muted">–</Text>;
}

/** While it holds, the answer of the ledger is still to come. */
export const isPosting = (doc: Document) => doc.posting_status === 'pending';
