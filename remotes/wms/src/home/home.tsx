import {
  FigureCard,
  FigureRow,
  formatCount,
  formatDate,
  formatMoney,
  LoadProblem,
  problemOf,
  Shortcuts,
  StatusBadge,
  useDocumentList,
  useReport,
} from '@business-m/documents';
import type { StockBalance } from '@business-m/metadata/reports';
import { Card, DataGrid, EmptyState, Page, PageHeader, Section, YStack } from '@business-m/ui';
import { isPosting, PostingBadge } from '../posting.tsx';

const shortcuts = [
  { to: '/wms/stock-entries/new', label: 'New stock entry', icon: 'plus' },
  { to: '/wms/stock-balance', label: 'Stock balance', icon: 'boxes' },
  { to: '/wms/stock-ledger', label: 'Stock ledger', icon: 'list' },
  { to: '/wms/items', label: 'Items', icon: 'package' },
] as const;

const purposes: Record<string, string> = { receipt: 'Receipt', issue: 'Issue', transfer: 'Transfer' };

/** The warehouse at a glance: what the stock is worth, and what waits. */
export default function Home() {
  const stock = useReport<StockBalance>('/api/wms/reports/stock-balance?limit=1');
  const drafts = useDocumentList('stock-entry', '?status=draft&limit=1');
  const pending = useDocumentList('stock-entry', '?posting_status=pending&limit=1', { pollWhile: isPosting });
  const refused = useDocumentList('stock-entry', '?posting_status=failed&limit=1');
  const recent = useDocumentList('stock-entry', '?limit=8', { pollWhile: isPosting });
  const queries = [stock, drafts, pending, refused, recent];
  const failed = queries.find((query) => query.error)?.error;
  if (failed) return <LoadProblem problem={problemOf(failed)} onRetry={() => void Promise.all(queries.map((query) => query.refetch()))} />;

  const count = (list: typeof drafts) => list.data?.pages[0]?.total;
  const shown = (value: number | undefined) => (value === undefined ? undefined : formatCount(value));
  return (
    <Page>
      <PageHeader title="Warehouse" actions={<Shortcuts items={shortcuts} />} />
      <YStack gap="$5">
        <FigureRow>
          <FigureCard
            label="Stock value"
            value={stock.data && formatMoney(stock.data.total_value)}
            hint="All warehouses, today"
            to="/wms/stock-balance"
          />
          <FigureCard label="Drafts waiting" value={shown(count(drafts))} hint="Stock entries" to="/wms/stock-entries?status=draft" />
          <FigureCard
            label="On the way to the ledger"
            value={shown(count(pending))}
            hint="Postings"
            to="/wms/stock-entries?posting_status=pending"
          />
          <FigureCard
            label="Refused by the ledger"
            value={shown(count(refused))}
            tone={count(refused) ? 'danger' : 'default'}
            hint={count(refused) === 0 ? 'Nothing to mend' : 'Postings'}
            to="/wms/stock-entries?posting_status=failed"
          />
        </FigureRow>
        <Section title="Latest stock entries">
          <Card padding="none">
            <DataGrid
              label="Latest stock entries"
              skeletonRows={8}
              columns={[
                { id: 'id', header: 'No.', width: 120, stack: 'lead', render: (doc) => doc.id },
                { id: 'posting_date', header: 'Date', width: 124, stack: 'note', render: (doc) => formatDate(String(doc.posting_date)) },
                { id: 'purpose', header: 'Purpose', width: 100, stack: 'note', render: (doc) => purposes[String(doc.purpose)] },
                { id: 'remark', header: 'Remark', priority: 2, grow: true, stack: 'text', render: (doc) => String(doc.remark ?? '') },
                {
                  id: 'total',
                  header: 'Value',
                  align: 'end',
                  width: 120,
                  stack: 'figure',
                  render: (doc) => formatMoney(doc.total_value === null ? '' : String(doc.total_value)),
                },
                {
                  id: 'status',
                  header: 'Status',
                  width: 110,
                  priority: 2,
                  stack: 'mark',
                  render: (doc) => <StatusBadge status={doc.status} />,
                },
                { id: 'posting', header: 'In the ledger', width: 110, priority: 3, render: (doc) => <PostingBadge doc={doc} /> },
              ]}
              rows={recent.data?.pages[0]?.items ?? []}
              rowKey={(doc) => doc.id}
              rowHref={(doc) => `/wms/stock-entries/${encodeURIComponent(doc.id)}`}
              loading={recent.isPending}
              empty={<EmptyState icon="arrow-left-right" title="Nothing has moved yet" />}
            />
          </Card>
        </Section>
      </YStack>
    </Page>
  );
}
