import {
  FigureRow,
  FrontPage,
  formatCount,
  formatMoney,
  LatestDocuments,
  useDocumentList,
  usePolling,
  useReport,
} from '@business-m/documents';
import { companyOfBooks } from '@business-m/sdk';
import { isPosting, PostingBadge } from '../posting/posting-badge.tsx';
import { PostingsWaiting, waitingSearch } from '../posting/postings-waiting.tsx';

const shortcuts = [
  { to: '/wms/stock-entries/new', label: 'New stock entry', icon: 'plus' },
  { to: '/wms/stock-balance', label: 'Stock balance', icon: 'boxes' },
  { to: '/wms/stock-ledger', label: 'Stock ledger', icon: 'list' },
  { to: '/wms/items', label: 'Items', icon: 'package' },
] as const;

const purposes: Record<string, string> = { receipt: 'Receipt', issue: 'Issue', transfer: 'Transfer' };

/** The warehouse at a glance: what the stock is worth, and what waits. */
export default function Home() {
  const stock = useReport('/api/wms/reports/stock-balance', { search: '?limit=1' });
  const drafts = useDocumentList('stock-entry', '?status=draft&limit=1');
  const pending = useDocumentList('stock-entry', waitingSearch);
  const refused = useDocumentList('stock-entry', '?posting_status=failed&limit=1');
  const recent = useDocumentList('stock-entry', '?limit=8');
  // What leaves one of these figures arrives in another: they are asked for together.
  const waiting = [pending, recent].some((list) => list.data?.pages[0]?.items.some(isPosting));
  usePolling(waiting, () => Promise.all([pending, refused, recent].map((list) => list.refetch({ cancelRefetch: false }))));

  const count = (list: typeof drafts) => list.data?.pages[0]?.total;
  const shown = (list: typeof drafts) => (count(list) === undefined ? undefined : formatCount(count(list) ?? 0));
  return (
    <FrontPage title="Warehouse" shortcuts={shortcuts} reads={[stock, drafts, pending, refused, recent]}>
      <PostingsWaiting list={pending.data?.pages[0]} />
      <FigureRow
        figures={[
          {
            label: 'Stock value',
            value: stock.data && formatMoney(stock.data.total_value),
            unit: companyOfBooks().currency,
            hint: 'All warehouses, today',
            to: '/wms/stock-balance',
          },
          { label: 'Drafts waiting', value: shown(drafts), hint: 'Stock entries', to: '/wms/stock-entries?status=draft' },
          { label: 'On the way to the ledger', value: shown(pending), hint: 'Postings', to: '/wms/stock-entries?posting_status=pending' },
          {
            label: 'Refused by the ledger',
            value: shown(refused),
            tone: count(refused) ? 'danger' : 'default',
            hint: count(refused) === 0 ? 'Nothing to mend' : 'Postings',
            to: '/wms/stock-entries?posting_status=failed',
          },
        ]}
      />
      <LatestDocuments
        title="Latest stock entries"
        list={recent}
        basePath="/wms/stock-entries"
        amount={{ field: 'total_value', header: 'Value' }}
        kind={{ id: 'purpose', header: 'Purpose', width: 100, stack: 'note', render: (doc) => purposes[String(doc.purpose)] }}
        last={{ id: 'posting', header: 'In the ledger', width: 110, priority: 3, render: (doc) => <PostingBadge doc={doc} /> }}
        empty={{ icon: 'arrow-left-right', title: 'Nothing has moved yet' }}
      />
    </FrontPage>
  );
}
