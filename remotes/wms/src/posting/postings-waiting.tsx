import { formatCount, formatSince, useNow } from '@business-m/documents';
import type { DocumentList } from '@business-m/metadata';
import { Link } from '@business-m/sdk';
import { Callout } from '@business-m/ui';

/** Stock entries whose value is under way, the oldest first. */
export const waitingSearch = '?posting_status=pending&sort=modified_at&limit=1';

/** Younger ones are on their way, not waiting. Generous, because the browser's clock may be another one than the server's. */
const OVERDUE_MS = 20_000;

/** On the warehouse's front page, while the ledger does not answer: how many postings wait, since when, and that work goes on. */
export function PostingsWaiting({ list }: { list: DocumentList | undefined }) {
  const [oldest] = list?.items ?? [];
  const now = useNow(oldest !== undefined);
  if (!list || !oldest || now - Date.parse(oldest.modified_at) < OVERDUE_MS) return null;
  const entries = list.total === 1 ? '1 stock entry waits' : `${formatCount(list.total)} stock entries wait`;
  return (
    <Callout
      tone="info"
      title={`${entries} for the ledger since ${formatSince(oldest.modified_at)}.`}
      action={<Link to="/wms/stock-entries?posting_status=pending">Show them</Link>}
    >
      Stock is right and work goes on; values are posted by themselves as soon as the ledger answers.
    </Callout>
  );
}
